/** Account numbers that make the sandbox misbehave on purpose, by the last four digits. */
import type { Case } from '../snap/answer.ts';

export interface Trigger {
  /** Refusal on the name check. */
  readonly onInquiry?: Case;
  /** Refusal of a transfer. */
  readonly onTransfer?: Case;
  /** Name given on inquiry instead of the real one. */
  readonly otherName?: string;
  /** The transfer stays in progress, then ends so. */
  readonly settlesAs?: 'SUCCESS' | 'FAILED';
  /** What the partner sees although the transfer was, or was not, executed. */
  readonly answerLost?: 'executed, 504' | 'not executed, 504' | 'executed, connection cut';
  /** The payee's bank sends the money back some time after it was settled. */
  readonly comesBack?: boolean;
  /** Card notices come twice and out of order. */
  readonly unrulyNotices?: boolean;
}

const TRIGGERS: Readonly<Record<string, Trigger>> = {
  '9001': { onInquiry: 'invalidAccount', onTransfer: 'invalidAccount' },
  '9002': { onInquiry: 'inactive', onTransfer: 'inactive' },
  '9003': { onInquiry: 'dormant', onTransfer: 'dormant' },
  '9004': { onTransfer: 'doNotHonor' },
  '9005': { onTransfer: 'suspectedFraud' },
  '9006': { onTransfer: 'overLimit' },
  '9007': { otherName: 'NAMA LAIN (SIMULASI)' },
  '9008': { settlesAs: 'SUCCESS' },
  '9009': { settlesAs: 'FAILED' },
  '9010': { answerLost: 'executed, 504' },
  '9011': { answerLost: 'not executed, 504' },
  '9012': { answerLost: 'executed, connection cut' },
  '9013': { comesBack: true },
  '9014': { unrulyNotices: true },
};

export function triggerOf(accountNo: string): Trigger | null {
  return TRIGGERS[accountNo.slice(-4)] ?? null;
}
