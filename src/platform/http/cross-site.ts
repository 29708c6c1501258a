/**
 * Requests that a page of another site could make a browser send. Three independent signs, each enough to refuse: the header only
 * our own pages set, the `Origin` and the fetch metadata that the browser sets itself (W3C Fetch Metadata). The session cookie
 * is `SameSite=Strict` besides.
 */
import type { IncomingHttpHeaders } from 'node:http';

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Origins whose pages are ours. A trial at one name of this machine is reached by the other names too. */
export function ownOrigins(publicUrl: string): readonly string[] {
  const { origin, hostname, port } = new URL(publicUrl);
  if (!LOOPBACK.includes(hostname)) return [origin];
  return LOOPBACK.map((name) => `http://${name}${port === '' ? '' : `:${port}`}`);
}

export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** What of a request to the API says that another site is behind it; null when nothing does. */
export function foreignSign({ method, headers }: Asked, origins: readonly string[]): string | null {
  const site = headers['sec-fetch-site'];
  if (SAFE_METHODS.includes(method)) {
    // A link from elsewhere opens a page; a foreign script or picture reads nothing.
    return site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate' ? 'Sec-Fetch-Site' : null;
  }
  if (headers['x-digipay'] !== '1') return 'X-Digipay';
  if (site !== undefined && site !== 'same-origin') return 'Sec-Fetch-Site';
  if (headers.origin !== undefined && !origins.includes(headers.origin)) return 'Origin';
  return null;
}
