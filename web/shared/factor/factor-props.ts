import type { ReactNode } from 'react';
import type { Command } from '../api/command.ts';
import type { FactorKind, PasskeyAnswer } from './factor.ts';
import type { Begun } from './use-ceremony.ts';

/** How a command of any kind fared; what a form shows of it. */
export type Fared = Pick<Command<never, unknown>, 'state' | 'busy' | 'message' | 'problem'>;

/** What every way of showing that it is you takes. */
export interface WayProps {
  /** Of the main button: "Masuk", "Setujui bayar". */
  confirm: string;
  /** Of an act that takes something away. */
  tone?: 'danger' | undefined;
  outcome: Fared;
  /** Beside the main button: "Kembali". */
  beside?: ReactNode;
}

export interface CodeWayProps extends WayProps {
  kind: 'totp' | 'email' | 'recovery';
  /** `code` as it was typed, complete. */
  onCode: (code: string, kind: 'totp' | 'email' | 'recovery') => void;
  /** Name of the code field; another one where the page has a field of that name. */
  name?: string | undefined;
  label?: string;
  hint?: string;
  /** Under the field of the app's code. */
  underCode?: ReactNode;
  /** It has just been chosen: typing can begin. */
  focus?: boolean;
}

export interface EmailWayProps extends Omit<CodeWayProps, 'kind' | 'focus'> {
  /** Has a code mailed. */
  onMail: () => Promise<unknown>;
}

export interface PasskeyWayProps extends WayProps {
  /** Asks the server what a passkey has to sign. */
  begin: () => Promise<Begun>;
  onPasskey: (answer: PasskeyAnswer) => void;
}

export interface FactorFormProps extends Omit<EmailWayProps, 'label' | 'hint'>, PasskeyWayProps {
  /** Ways that the server takes here. */
  factors: readonly FactorKind[];
  /** Opens the first way at once where nobody chose before, so that an act takes no further press. */
  direct?: boolean;
}
