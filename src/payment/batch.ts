/** Many payments in one sitting: what the one proof is bound to. Pure. */
import { digestOf } from '../purchasing/step-up.ts';
import type { Instruction } from './instruction.ts';

export const BATCH_ACTS = ['check', 'approve', 'release'] as const;
export type BatchAct = (typeof BATCH_ACTS)[number];

/** Payments in one sitting: what a person can still look at, and what one screen shows. */
export const MOST_IN_BATCH = 100;

type Entry = Pick<Instruction, 'reference' | 'beneficiary' | 'net'>;

/** What is said of one payment: reference, payee's account and amount in rupiah. */
export const entryOf = ({ reference, beneficiary, net }: Entry): string =>
  [reference, beneficiary.bankCode, beneficiary.accountNo, beneficiary.name, net.toString()].join('|');

export const totalOf = (payments: readonly Pick<Instruction, 'net'>[]): bigint =>
  payments.reduce((sum, { net }) => sum + net, 0n);

/** Binds a proof to the act, the person, every payment of the list whatever its order, how many they are, and their sum. */
export function batchDigest(act: BatchAct, payments: readonly Entry[], assignmentId: string): string {
  const entries = payments.map(entryOf).sort();
  return digestOf([
    `payment.batch.${act}`,
    ...entries,
    String(entries.length),
    totalOf(payments).toString(),
    assignmentId,
  ]);
}
