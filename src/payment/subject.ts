/**
 * What a payment is for: an order, taxes to be deposited, the bill of a card, petty cash that goes back. Whatever it is, it hears
 * in the same commit that the money has left, will not leave, or came back.
 */

import type { Codec } from '../journal/codec.ts';
import type { Decision, Refusal } from '../kernel/decision.ts';
import type { Queryable } from '../platform/database.ts';
import type { Instruction, Purpose } from './instruction.ts';

export interface Told {
  readonly cause: string;
  readonly now: Date;
}

/** Decisions without the instruction's own row and holds: those are the payment room's. */
export interface Subject {
  /** `proof`: what the bank gave beside its reference, as the NTPN of a deposit. */
  settled(
    instruction: Instruction,
    told: Told & { readonly referenceNo: string | null; readonly proof: Proof },
  ): Decision | Refusal;
  failed(instruction: Instruction, told: Told & { readonly reason: string }): Decision | Refusal;
  /** After it had counted as paid. `net` is owed again; the postings of the bank account are the payment room's. */
  returned(instruction: Instruction, told: Told & { readonly reason: string }): Decision | Refusal;
}

export interface Proof {
  readonly approvalCode?: string | null;
  /** Retrieval reference number of a card payment. */
  readonly rrn?: string | null;
  readonly ntpn?: string | null;
  readonly ntb?: string | null;
}

/** Loads what an instruction is for, as it is now; null when it is gone. */
export type SubjectLoader = (db: Queryable, codec: Codec, instruction: Instruction) => Promise<Subject | null>;

export type Subjects = Readonly<Record<Purpose, SubjectLoader>>;
