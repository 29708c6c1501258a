/** Money from the State that an SP2D has ordered and the statement has yet to show. */
import type { ExpectedKind, ExpectedLoader } from '../reconciliation/expected.ts';
import { replenishmentsIn } from './replenishment.store.ts';
import { type Replenishment, type ReplenishmentKind, receiveReplenishment } from './replenishment.ts';

const KINDS: { readonly [K in ReplenishmentKind]?: ExpectedKind } = { UP: 'SP2D_UP', GUP: 'SP2D_GUP', TUP: 'SP2D_TUP' };

export const expectedFromTreasury: ExpectedLoader = async (db, codec, satkerId) => {
  const waiting = await replenishmentsIn(db, codec, satkerId, ['SP2D']);
  return waiting.flatMap((request) => {
    const kind = KINDS[request.kind];
    const { sp2d } = request.papers;
    if (kind === undefined || sp2d === null) return [];
    return [
      {
        id: request.id,
        kind,
        amount: request.amount,
        references: [sp2d.number],
        title: titleOf(request, sp2d.number),
        payer: null,
        since: sp2d.date,
        tell: (_, moment) => receiveReplenishment(request, moment),
      },
    ];
  });
};

const titleOf = ({ kind, number }: Replenishment, sp2d: string): string => `${kind} ${number}, SP2D ${sp2d}`;
