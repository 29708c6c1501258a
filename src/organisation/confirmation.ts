/** Acts on people and accounts that need a fresh code: first what will be confirmed, then the same request with the code. */
import { digestOf } from '../purchasing/step-up.ts';

/** Rows of the dialog, in the order shown. */
export type Says = readonly { readonly what: string; readonly value: string }[];

export interface ToConfirm {
  readonly digest: string;
  readonly says: { what: string; value: string }[];
}

/** Binds a code to the act, to what it is done to, to everything that was shown, and to whoever confirms. */
export function toConfirm(act: string, target: string, says: Says, assignmentId: string): ToConfirm {
  const shown = says.flatMap(({ what, value }) => [what, value]);
  return { digest: digestOf([act, target, ...shown, assignmentId]), says: says.map((row) => ({ ...row })) };
}
