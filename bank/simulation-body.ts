/** Bodies of the simulation doors: plain JSON, amounts as rupiah in digits or as a whole number. */
import type { FastifyReply } from 'fastify';
import { isObject, MALFORMED } from './snap/fields.ts';

const MAX_DIGITS = 13;

/** `'12500'`, `12500` or `{ value: '12500.00' }` → 12500n. */
export function rupiah(value: unknown): bigint | typeof MALFORMED {
  const given = isObject(value) ? value.value : value;
  const digits = typeof given === 'number' && Number.isSafeInteger(given) ? String(given) : given;
  if (typeof digits !== 'string') return MALFORMED;
  const whole = digits.replace(/\.00$/, '');
  return /^[1-9]\d*$/.test(whole) && whole.length <= MAX_DIGITS ? BigInt(whole) : MALFORMED;
}

export function bodyOf(body: unknown): Readonly<Record<string, unknown>> {
  return isObject(body) ? body : {};
}

export function wrong(reply: FastifyReply, field: string): FastifyReply {
  return reply.code(400).send({ message: `Isian tidak lengkap atau salah: ${field}` });
}

export function missing(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(404).send({ message });
}
