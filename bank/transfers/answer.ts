/** What SNAP says of an order to pay, whichever service brought it. */
import { type Answer, answer } from '../snap/answer.ts';
import type { TransferResult } from './transfer.ts';

export type Taken = Extract<TransferResult, { readonly kind: 'done' | 'pending' }>;

/** `fields`: what the service says of one that was taken, beside the two references. `accepts`: it calls one that waits a success. */
export function transferAnswer(
  partnerReferenceNo: string,
  result: TransferResult,
  fields: (taken: Taken) => Readonly<Record<string, unknown>>,
  accepts = false,
): Answer {
  switch (result.kind) {
    case 'refused':
      return answer(result.case, result.info);
    case 'duplicate':
      return answer('duplicate', '', { referenceNo: result.referenceNo, partnerReferenceNo });
    case 'inconsistent':
      return answer('inconsistent', '', { partnerReferenceNo });
    default:
      return answer(result.kind === 'done' || accepts ? 'successful' : 'inProgress', '', {
        referenceNo: result.referenceNo,
        partnerReferenceNo,
        ...fields(result),
      });
  }
}
