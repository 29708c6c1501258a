import type { ReactNode } from 'react';
import type { Command } from '../api/command.ts';
import type { FactorKind, PasskeyAnswer } from './factor.ts';
import type { Begun } from './use-ceremony.ts';

/** How a command of any kind fared; what the form shows of it. */
export type Fared = Pick<Command<never, unknown>, 'state' | 'busy' | 'message' | 'problem'>;

export interface FactorFormProps {
  /** Ways that the server takes here. */
  factors: readonly FactorKind[];
  /** Of the main button: "Masuk", "Setujui bayar". */
  confirm: string;
  outcome: Fared;
  /** `code` as it was typed, complete. */
  onCode: (code: string, kind: 'totp' | 'email' | 'recovery') => void;
  /** Asks the server what a passkey has to sign. */
  begin: () => Promise<Begun>;
  onPasskey: (answer: PasskeyAnswer) => void;
  /** Has a code mailed. */
  onMail: () => Promise<unknown>;
  /** Opens the first way at once where nobody chose before, so that an act takes no further press. */
  direct?: boolean;
  /** Name of the code field; another one where the page has a field of that name. */
  name?: string;
  /** Under the field of the app's code. */
  underCode?: ReactNode;
  /** Beside the main button: "Kembali". */
  beside?: ReactNode;
}
