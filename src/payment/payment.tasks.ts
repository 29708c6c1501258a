/** Payments that wait for the asker. */
import type { Codec } from '../journal/codec.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import type { Instruction, PaymentState } from './instruction.ts';
import { instructionPage } from './payment.store.ts';
import { dueOf } from './payment.view.ts';

export interface PaymentTask {
  readonly id: string;
  readonly number: string;
  readonly action: string;
  readonly title: string;
  readonly counterpart: string;
  readonly amount: string;
  readonly dueAt: string | null;
  readonly since: string;
}

const WAITING: readonly PaymentState[] = ['DRAFT', 'SUBMITTED', 'CHECKED', 'APPROVED', 'OPEN'];

/** For the KPA (and PPSPM) what to approve, for the treasurer what came back, for the holder the open page of the bank. */
export async function paymentTasks(db: Queryable, codec: Codec, asker: Asker): Promise<PaymentTask[]> {
  if (asker.satkerId === null) return [];
  const { items } = await instructionPage(db, codec, WAITING, null);
  return items.flatMap((instruction) => {
    const action = dueOf(instruction, asker);
    return action === null ? [] : [taskOf(instruction, action)];
  });
}

function taskOf(instruction: Instruction, action: string): PaymentTask {
  return {
    id: instruction.id,
    number: instruction.spbyNumber,
    action,
    title: instruction.orderNumber,
    counterpart: instruction.vendorName,
    amount: instruction.net.toString(),
    dueAt: null,
    since: instruction.createdAt,
  };
}
