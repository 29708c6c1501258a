/** Pieces that every route's schema shares, and the language of the asker. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuse } from '../../kernel/decision.ts';
import { Refused } from './problem.ts';

/** Whole rupiah as digits, perhaps negative. */
export const rupiah = z.string().regex(/^-?\d{1,18}$/);

/** Every command carries one: the same key with the same request acts once. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\w-]{8,80}$/)
    .describe('Made by the client for one act; sent again with every retry of it'),
});

export function langOf(request: Pick<FastifyRequest, 'headers'>): 'id' | 'en' {
  const asked = request.headers['accept-language'] ?? '';
  return /^\s*en\b/i.test(asked) ? 'en' : 'id';
}

/** Where a page ended, as an opaque text. */
export function cursorOf(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Throws Refused `input_invalid` when it is none of ours. */
export function fromCursor(cursor: string | undefined): string[] {
  if (cursor === undefined) return [];
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts;
  } catch {
    // Falls through to the refusal.
  }
  throw new Refused(refuse('input_invalid', { field: 'cursor' }));
}

/** Where a list that runs from the newest back was left. */
export interface Place {
  readonly createdAt: string;
  readonly id: string;
}

export const afterPlace = (last: Place | null): string | null => last && cursorOf([last.createdAt, last.id]);

const place = z.tuple([z.iso.datetime({ offset: true }).regex(/^[12]/), z.uuid()]);

/** Null at the beginning. Throws Refused `input_invalid` when it is no place in a list. */
export function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const read = place.safeParse(fromCursor(cursor));
  if (!read.success) throw new Refused(refuse('input_invalid', { field: 'cursor' }));
  const [createdAt, id] = read.data;
  return { createdAt, id };
}
