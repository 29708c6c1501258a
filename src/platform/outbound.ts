/**
 * The one way in which the platform calls others over HTTP (banks, webhooks, identity providers): only hosts that a setting
 * names, only addresses that are public or that a setting opens, looked up once and connected to as looked up; no redirects;
 * bounded in time and size (OWASP SSRF Prevention; ASVS 5.0 V13.2).
 */
import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { type BlockList, isIP } from 'node:net';
import { isLoopback, mayCall, rangesOf } from './addresses.ts';
import type { PeerTls } from './tls.ts';

export interface OutboundRules {
  /** `api.bank.example` or `api.bank.example:8443`; without a port the scheme's own. */
  readonly hosts: readonly string[];
  /** CIDR ranges that are not public and may be called: a bank's private line, or this machine in a trial. */
  readonly ranges: readonly string[];
  /** What to show and to believe at a host (key as in `hosts`); the system's authorities otherwise. */
  readonly tls?: { readonly [host: string]: PeerTls };
  /** For tests. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Longest wait for the whole answer. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Null when it was larger than allowed. */
  readonly body: Buffer | null;
}

export interface Outbound {
  /** Throws OutboundFailed. A redirect is an answer like any other. */
  call(url: string, request: OutboundRequest): Promise<OutboundAnswer>;
  /** The same for libraries that want the web's `fetch`. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
}

export class OutboundFailed extends Error {
  /** `OUTBOUND_…` for our own refusals, else the system's code. */
  readonly code: string;
  /** Whether any of the request can have reached the other side. */
  readonly mayHaveLeft: boolean;

  constructor(code: string, mayHaveLeft: boolean) {
    super(code);
    this.name = 'OutboundFailed';
    this.code = code;
    this.mayHaveLeft = mayHaveLeft;
  }
}

const refused = (why: string) => new OutboundFailed(`OUTBOUND_${why}`, false);

const MAX_HEADER_BYTES = 16_384;
const FETCH_TIMEOUT_MS = 10_000;
const FETCH_MAX_BYTES = 1_048_576;

export function createOutbound(rules: OutboundRules): Outbound {
  const hosts = new Set(rules.hosts.map((host) => host.toLowerCase()));
  const opened = rangesOf(rules.ranges);
  const resolve =
    rules.resolve ??
    (async (host) => (await lookup(host, { all: true, order: 'ipv4first' })).map(({ address }) => address));

  async function call(text: string, request: OutboundRequest): Promise<OutboundAnswer> {
    const url = allowed(text, hosts);
    const deadline = AbortSignal.timeout(request.timeoutMs);
    const address = await addressOf(url, resolve, opened, deadline);
    return exchange(url, address, request, deadline, rules.tls?.[url.host] ?? {});
  }

  return {
    call,
    async fetch(text, init = {}) {
      const { status, headers, body } = await call(text, {
        method: (init.method ?? 'GET') as OutboundRequest['method'],
        headers: Object.fromEntries(new Headers(init.headers)),
        body: init.body === null || init.body === undefined ? undefined : String(init.body),
        timeoutMs: FETCH_TIMEOUT_MS,
        maxBytes: FETCH_MAX_BYTES,
      });
      if (body === null) throw new OutboundFailed('OUTBOUND_TOO_LARGE', true);
      const bodiless = [204, 205, 304].includes(status);
      const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [value].flat().map((one) => [name, one]),
      );
      return new Response(bodiless ? null : new Uint8Array(body), { status, headers: pairs });
    },
  };
}

/** The address as the web's own rules read it, which undo octal, decimal and percent spellings. Throws OutboundFailed. */
function allowed(text: string, hosts: ReadonlySet<string>): URL {
  if (!URL.canParse(text)) throw refused('NO_ADDRESS');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('SCHEME');
  if (url.username !== '' || url.password !== '') throw refused('CREDENTIALS');
  if (!hosts.has(url.host)) throw refused('HOST');
  return url;
}

type Resolve = NonNullable<OutboundRules['resolve']>;

async function addressOf(url: URL, resolve: Resolve, opened: BlockList, deadline: AbortSignal): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) === 0 ? await withinTime(resolve(host), deadline) : [host];
  // One address that leads inside is enough: whoever answers so means to be called twice.
  if (found.length === 0 || !found.every((address) => mayCall(address, opened))) throw refused('ADDRESS');
  const [address = ''] = found;
  if (url.protocol === 'http:' && !isLoopback(address)) throw refused('PLAINTEXT');
  return address;
}

async function withinTime<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  const late = new Promise<never>((_, reject) =>
    deadline.addEventListener('abort', () => reject(refused('LOOKUP_TIMEOUT')), { once: true }),
  );
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof OutboundFailed ? error : new OutboundFailed(codeOf(error) ?? 'ENOTFOUND', false);
  }
}

function exchange(
  url: URL,
  address: string,
  { method, headers, body, maxBytes }: OutboundRequest,
  deadline: AbortSignal,
  { cert, key, ca }: PeerTls,
): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    let connected = false;
    const fail = (error: unknown) => {
      const code = deadline.aborted ? (connected ? 'OUTBOUND_TIMEOUT' : 'OUTBOUND_CONNECT_TIMEOUT') : codeOf(error);
      reject(new OutboundFailed(code ?? 'OUTBOUND_FAILED', connected));
    };
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) },
      // A line of its own each time: what was looked up and checked is what is spoken to.
      agent: false,
      lookup: (_host, options, done) => {
        const family = isIP(address);
        if (options.all)
          (done as (e: null, a: { address: string; family: number }[]) => void)(null, [{ address, family }]);
        else done(null, address, family);
      },
      signal: deadline,
      maxHeaderSize: MAX_HEADER_BYTES,
      ...(secure
        ? { minVersion: 'TLSv1.2' as const, ...(cert && key ? { cert, key } : {}), ...(ca ? { ca } : {}) }
        : {}),
    });
    request.once('socket', (socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true;
      }),
    );
    request.once('error', fail);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const answer = (whole: Buffer | null) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole });
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= maxBytes) chunks.push(chunk);
        else {
          answer(null);
          request.destroy();
        }
      });
      response.once('end', () => answer(Buffer.concat(chunks)));
      response.once('error', fail);
      response.once('close', () => {
        if (!response.complete) fail(new OutboundFailed('ECONNRESET', true));
      });
    });
    request.end(body);
  });
}

function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
