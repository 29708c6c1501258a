/** What federation needs of the rest of sign-in. The room of sign-in provides it; tests provide it by the real thing too. */
import type { FastifyReply } from 'fastify';
import type { Refusal } from '../../kernel/decision.ts';
import type { Asker } from '../../platform/http/asker.ts';
import type { Proof } from '../proof.schema.ts';

export interface From {
  readonly address: string;
  readonly agent: string;
}

/** How a session came about, for the list of sessions and the journal: `oidc:<issuer id>`. */
export interface Via {
  readonly via: string;
}

export interface SessionOpener {
  /** A new session of a person whose identity and two factors are proven. A refusal when they hold no office today. */
  open(personId: string, from: From, via: Via): Promise<{ readonly token: string; readonly asker: Asker } | Refusal>;
}

export interface SecondStep {
  /** The first factor was proven elsewhere: a ticket as after the password, for the same second step. */
  open(
    personId: string,
    from: From,
    via: Via,
  ): Promise<{ readonly ticket: string; readonly factors: readonly string[] } | Refusal>;
}

/** Puts the session's cookie into an answer. */
export type GiveSession = (reply: FastifyReply, token: string) => void;

/** Null when the person's fresh factor holds for exactly this digest and command. */
export type ProofCheck = (asked: {
  readonly personId: string;
  readonly proof: Proof;
  readonly digest: string;
  readonly command: string;
}) => Promise<Refusal | null>;
