/** Who asks: the person behind a session and the office they act for. */
import type { FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/decision.ts';
import type { Zone } from '../../kernel/time.ts';
import { Refused } from './problem.ts';

export interface Asker {
  readonly personId: string;
  readonly assignmentId: string;
  readonly name: string;
  readonly role: string;
  readonly satkerId: string | null;
  readonly vendorId: string | null;
  /** Code of the KPPN or Kanwil that a person of the treasury serves in. */
  readonly officeCode: string | null;
  readonly officeName: string;
  readonly officeKind: 'SATKER' | 'VENDOR' | 'KPPN' | 'KANWIL' | 'DJPB' | 'OVERSIGHT' | 'PLATFORM';
  readonly zone: Zone;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once for each request; null when nobody is signed in. */
    asker: Asker | null;
  }
}

export function askerOrNull(request: FastifyRequest): Asker | null {
  return request.asker;
}

/** The signed-in person. Throws Refused `not_signed_in`. */
export function askerOf(request: FastifyRequest): Asker {
  if (!request.asker) throw new Refused(refuse('not_signed_in'));
  return request.asker;
}
