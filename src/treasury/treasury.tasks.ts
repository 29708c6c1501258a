/** Requests for petty cash that wait for a paper of the asker: SPP of the PPK, SPM of the PPSPM, SP2D recorded by the treasurer. */
import type { Codec } from '../journal/codec.ts';
import type { PaymentTask } from '../payment/payment.tasks.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import type { ReplenishmentState } from './replenishment.machine.ts';
import { replenishmentsIn } from './replenishment.store.ts';
import { onwardAct, type Replenishment, type TreasuryActor } from './replenishment.ts';

const RUNNING: readonly ReplenishmentState[] = ['DRAFTED', 'SPP', 'SPM'];

export async function treasuryTasks(db: Queryable, codec: Codec, asker: Asker): Promise<PaymentTask[]> {
  if (asker.satkerId === null) return [];
  return requestsDue(await replenishmentsIn(db, codec, asker.satkerId, RUNNING), asker);
}

export const requestsDue = (requests: readonly Replenishment[], asker: TreasuryActor): PaymentTask[] =>
  requests.flatMap((request) => {
    const action = onwardAct(request, asker);
    if (action === null) return [];
    const { spp, spm } = request.papers;
    const last = spm ?? spp;
    return [
      {
        id: request.id,
        number: last?.number ?? '',
        action: `treasury.${action}`,
        title: `${request.kind.replace('_', ' ')} ${request.number}`,
        counterpart: last?.recordedBy.name ?? request.draftedBy.name,
        amount: request.amount.toString(),
        dueAt: null,
        since: last?.at ?? request.createdAt,
      },
    ];
  });
