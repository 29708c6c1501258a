/** What is handed to the one door: a decision, who made it, and whose story it is. */
import type { Decision, Plain } from '../kernel/decision.ts';

/** Who decides, in which assignment, from where. The system itself has no person. */
export interface Actor {
  readonly personId: string | null;
  readonly assignmentId: string | null;
  readonly role: string;
  readonly satkerId: string | null;
  readonly vendorId: string | null;
  readonly origin: { readonly address?: string; readonly agent?: string; readonly request?: string };
}

export interface CommitRequest {
  readonly decision: Decision;
  readonly actor: Actor;
  /** Whose story this is: row-level security shows the events to this satker and this vendor. */
  readonly parties: { readonly satkerId: string | null; readonly vendorId: string | null };
  readonly at: Date;
  /** Id of the command; everything it makes derives from it. */
  readonly cause: string;
  readonly idempotency?: { readonly key: string; readonly requestHash: string; readonly response: Plain } | undefined;
}
