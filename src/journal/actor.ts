/** Who is asking, as the journal keeps it and as row-level security is told. */

import type { Scope } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import type { Actor } from './commit.ts';

/** What of a request tells where it came from. */
export interface Origin {
  readonly ip: string;
  readonly id: string;
  readonly headers: { readonly 'user-agent'?: string | undefined };
}

const MAX_AGENT_CHARS = 200;

export function actorOf(asker: Asker, request: Origin): Actor {
  const agent = request.headers['user-agent'];
  return {
    personId: asker.personId,
    assignmentId: asker.assignmentId,
    role: asker.role,
    satkerId: asker.satkerId,
    vendorId: asker.vendorId,
    origin: {
      address: request.ip,
      request: request.id,
      ...(agent === undefined ? {} : { agent: agent.slice(0, MAX_AGENT_CHARS) }),
    },
  };
}

/** Offices that watch the whole country. */
const NATIONAL: readonly Asker['officeKind'][] = ['DJPB', 'OVERSIGHT'];

export function scopeOf(asker: Asker): Scope {
  return {
    personId: asker.personId,
    satkerId: asker.satkerId ?? undefined,
    vendorId: asker.vendorId ?? undefined,
    kppnCode: asker.officeKind === 'KPPN' ? (asker.officeCode ?? undefined) : undefined,
    kanwilCode: asker.officeKind === 'KANWIL' ? (asker.officeCode ?? undefined) : undefined,
    oversight: NATIONAL.includes(asker.officeKind) ? 'national' : undefined,
  };
}

/** The platform itself: deadlines and what the bank has proven. */
export const systemActor: Actor = {
  personId: null,
  assignmentId: null,
  role: 'SYSTEM',
  satkerId: null,
  vendorId: null,
  origin: {},
};
