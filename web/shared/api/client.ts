import createClient, { type Middleware } from 'openapi-fetch';
import { Problem, problemFrom } from './problem.ts';
import type { paths } from './schema.ts';

/** Pages a person may see without a session, so that a 401 there does not send them away. */
const SIGN_IN_PATH = '/masuk';

/** Where to come back after signing in: a path of this site only, never another site. */
export function returnPath(candidate: unknown): string {
  return typeof candidate === 'string' && /^\/(?![/\\])/.test(candidate) ? candidate : '/tugas';
}

const sameSite: Middleware = {
  onRequest({ request }) {
    // A foreign page cannot set this header without asking first; the server refuses writes that lack it.
    request.headers.set('X-Digipay', '1');
    request.headers.set('Accept-Language', document.documentElement.lang);
    return request;
  },
};

/** The typed client. Screens use it inside `answer(...)`, which turns everything but success into a `Problem`. */
export const api = createClient<paths>({ credentials: 'same-origin' });
api.use(sameSite);

interface Outcome<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of a successful answer. Throws `Problem`: status 0 when nothing came back, else what the server reported.
 * `signedOut: 'stay'` is for public pages and `/api/v1/me`; otherwise a 401 opens the sign-in page, which returns here.
 */
export async function answer<T>(call: Promise<Outcome<T>>, signedOut: 'go' | 'stay' = 'go'): Promise<T> {
  const { data, error, response } = await call.catch((reason: unknown) => {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw new Problem(0);
  });
  if (response.ok) return data as T;
  if (response.status === 401 && signedOut === 'go') goToSignIn();
  throw problemFrom(response.status, error, response.headers.get('Retry-After'));
}

/** Options that carry the idempotency key of a command: `api.POST(path, { body, ...withKey(key) })`. */
export function withKey(key: string): { headers: { 'Idempotency-Key': string } } {
  return { headers: { 'Idempotency-Key': key } };
}

function goToSignIn(): void {
  if (location.pathname.startsWith(SIGN_IN_PATH)) return;
  const back = encodeURIComponent(location.pathname + location.search);
  location.assign(`${SIGN_IN_PATH}?kembali=${back}`);
}
