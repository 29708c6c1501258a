/** What the log may hold: what happened and where in the code; never a secret, never a person's data. */
import type { FastifyServerOptions } from 'fastify';

const NOT_WRITTEN = '[…]';

/** Names under which a secret could come into a log line, at the top or one level below. */
const SECRET_NAMES = [
  'password',
  'current',
  'code',
  'emailCode',
  'token',
  'ticket',
  'cookie',
  'cookies',
  'authorization',
  'set-cookie',
  'secret',
  'proof',
  'stepUp',
  'nik',
  'npwp',
  'email',
  'phone',
  'accountNumber',
  'headers',
  'body',
];

const PATTERNS: readonly [RegExp, string][] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, NOT_WRITTEN],
  // Tokens, keys, hashes.
  [/[A-Za-z0-9_-]{32,}={0,2}/g, NOT_WRITTEN],
  // One-time codes, NIK, NPWP, telephone and account numbers, however they are parted.
  [/\d(?:[ .-]?\d){5,}/g, NOT_WRITTEN],
  // What a database quotes of a value: `Key (email)=(…)`, `invalid input syntax for type uuid: "…"`.
  [/=\([^)]*\)/g, `=(${NOT_WRITTEN})`],
  [/: "[^"]*"/g, `: "${NOT_WRITTEN}"`],
];

/** The text without what looks like a secret or a person's data. Identifiers of 36 characters stay: they lead to the row. */
export function scrub(text: string): string {
  return text
    .split(/(\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)/i)
    .map((part, i) => (i % 2 === 1 ? part : PATTERNS.reduce((left, [found, by]) => left.replace(found, by), part)))
    .join('');
}

const MAX_STACK_CHARS = 4_000;

interface SafeError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  /** The system's or the database's own code of it: `ECONNREFUSED`, `23505`. */
  readonly kind?: string;
}

/** An error by its kind, its words and where it arose. Its other fields hold values: of rows, of answers, of requests. */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, message: scrub(String(error)), stack: '' };
  const code = 'code' in error && typeof error.code === 'string' ? { kind: error.code } : {};
  return {
    type: error.constructor.name,
    message: scrub(error.message),
    ...code,
    stack: scrub((error.stack ?? '').slice(0, MAX_STACK_CHARS)),
  };
}

export function loggerOptions(
  stream?: NodeJS.WritableStream,
): Exclude<FastifyServerOptions['logger'], boolean | undefined> {
  return {
    level: 'warn',
    redact: { paths: SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`]), censor: NOT_WRITTEN },
    serializers: {
      err: (error) => ({ ...safeError(error) }),
      // Neither headers nor query nor body; the reference leads to the journal.
      req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? '' }),
      res: (reply) => ({ statusCode: reply.statusCode }),
    },
    ...(stream === undefined ? {} : { stream: { write: (line: string) => void stream.write(line) } }),
  };
}
