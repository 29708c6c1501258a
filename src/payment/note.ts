/** Changes of an instruction that are no step of its table. */
import type { Decision, JobRequest, Plain } from '../kernel/decision.ts';
import { type Instruction, instructionRow } from './instruction.ts';

/** A change of an instruction that is no step of its table: row and event. */
export function noted(
  next: Instruction,
  type: string,
  payload: { readonly [key: string]: Plain | undefined },
  jobs: readonly JobRequest[] = [],
): Decision {
  const instruction = { ...next, version: next.version + 1 };
  return {
    ok: true,
    events: [
      {
        type,
        aggregate: 'payment',
        aggregateId: next.id,
        payload: { state: next.state, reference: next.reference, ...payload },
      },
    ],
    rows: [instructionRow(instruction, next.version)],
    transfers: [],
    jobs,
  };
}
