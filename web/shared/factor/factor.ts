import type { components } from '../api/schema.ts';
import { remembered } from '../shell/remembered.ts';

/** Ways to show that it is you, beside the password. */
export const FACTORS = ['totp', 'passkey', 'email', 'recovery'] as const;
export type FactorKind = (typeof FACTORS)[number];

/** What goes with an act: a code that was typed, or what a passkey signed for exactly this act. */
export type Proof = components['schemas']['Proof'];
export type PasskeyAnswer = Extract<Proof, { ceremony: string }>;

/** What a proof is for: the digest that a view gave with an act, or an act on one's own security. */
export type Confirms = { readonly digest: string } | { readonly act: SecurityAct; readonly target?: string };
export type SecurityAct =
  | 'security.password'
  | 'security.totp.add'
  | 'security.totp.remove'
  | 'security.passkey.add'
  | 'security.passkey.remove'
  | 'security.recovery-codes';

export const SIX_DIGITS = /^\d{6}$/;
/** Letters and digits in groups of four or not, in any case. */
const RECOVERY_CODE = /^[0-9A-Z]{24}$/i;

/** Whether a recovery code is complete; spaces and dashes do not count. */
export const isRecoveryCode = (typed: string): boolean => RECOVERY_CODE.test(typed.replace(/[\s–-]/g, ''));

/** What an act on a paper carries: the digest of what was shown, and the proof for exactly that. */
export function stepUpOf(digest: string, proof: Proof) {
  return { digest, proof };
}

const choice = remembered<FactorKind | ''>('factor', [...FACTORS, ''], '', () => {});

/** The way this person took last on this device; recovery codes are never the habit. */
export function rememberFactor(kind: FactorKind): void {
  if (kind !== 'recovery') choice.write(kind);
}

/** The way to show first. Undefined: several are open and none was taken here before, so the person chooses. */
export function firstFactor(open: readonly FactorKind[]): FactorKind | undefined {
  const last = choice.read();
  if (last !== '' && open.includes(last)) return last;
  const usual = open.filter((kind) => kind !== 'recovery');
  return usual.length > 1 ? undefined : (usual[0] ?? open[0]);
}
