/** For tests of this room: sessions and tickets on the tables of sign-in, so that its own routes take them. */
import { createHash, randomBytes } from 'node:crypto';
import { refuse } from '../../kernel/decision.ts';
import type { IdentityWorld } from '../testing.ts';
import type { SecondStep, SessionOpener } from './ports.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest();
const newToken = () => randomBytes(32).toString('base64url');

export function openersOver(world: IdentityWorld): { sessions: SessionOpener; secondStep: SecondStep } {
  return {
    sessions: {
      async open(personId, from) {
        const token = newToken();
        await world.pool.query(
          'INSERT INTO identity.session (hash, person_id, created_at, seen_at, address, agent) VALUES ($1, $2, $3, $3, $4, $5)',
          [hashOf(token), personId, world.clock(), from.address, from.agent],
        );
        const asker = await world.identity.session(token);
        return asker ? { token, asker } : refuse('not_yours');
      },
    },
    secondStep: {
      async open(personId) {
        const ticket = newToken();
        await world.pool.query('INSERT INTO identity.ticket (hash, person_id, expires_at) VALUES ($1, $2, $3)', [
          hashOf(ticket),
          personId,
          new Date(world.clock().getTime() + 300_000),
        ]);
        return { ticket, factors: ['totp'] };
      },
    },
  };
}
