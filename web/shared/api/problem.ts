/** One field the server could not accept; `path` is the name of the field on the form. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** What `application/problem+json` of this server carries (RFC 9457). */
interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly reference?: string;
  readonly errors?: readonly FieldError[];
}

/** An answer of the server that is not success. `status` 0: there was no answer at all. */
export class Problem extends Error {
  readonly status: number;
  /** Refusal code from the one list of codes, when the server gave one. */
  readonly code: string | undefined;
  /** Short code a person can read to support. */
  readonly reference: string | undefined;
  readonly errors: readonly FieldError[];
  /** Seconds after which another try is judged, when the server said so (`Retry-After`). */
  readonly waitSeconds: number | undefined;

  constructor(status: number, body: ProblemBody = {}, waitSeconds?: number) {
    super(body.detail ?? body.title ?? '');
    this.name = 'Problem';
    this.status = status;
    this.code = body.code;
    this.reference = body.reference;
    this.errors = body.errors ?? [];
    this.waitSeconds = waitSeconds;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

function fieldError(value: unknown): FieldError[] {
  if (!isObject(value)) return [];
  const path = text(value.path);
  const message = text(value.message);
  return path === undefined || message === undefined ? [] : [{ path, message }];
}

/**
 * Reads a problem report of any quality; a body that is not one (a proxy's HTML page) still gives a Problem. `retryAfter` is the
 * header of that name, of which only seconds are read (RFC 9110 §10.2.3).
 */
export function problemFrom(status: number, body: unknown, retryAfter: string | null = null): Problem {
  const waitSeconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  if (!isObject(body)) return new Problem(status, {}, waitSeconds);
  const known: { -readonly [K in keyof ProblemBody]: ProblemBody[K] } = {};
  const title = text(body.title);
  const detail = text(body.detail);
  const code = text(body.code);
  const reference = text(body.reference);
  if (title !== undefined) known.title = title;
  if (detail !== undefined) known.detail = detail;
  if (code !== undefined) known.code = code;
  if (reference !== undefined) known.reference = reference;
  if (Array.isArray(body.errors)) known.errors = body.errors.flatMap(fieldError);
  return new Problem(status, known, waitSeconds);
}
