/** The socket side of the server: how long anybody may take, how many may wait, and TLS 1.3 when there is a certificate. */
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { FastifyServerFactory } from 'fastify';
import { subscriberOf } from './flood.ts';

export interface TlsFiles {
  readonly cert: Buffer | string;
  readonly key: Buffer | string;
}

export interface ListenerOptions {
  readonly tls: TlsFiles | null;
  /** Behind a proxy every connection comes from it. */
  readonly perAddress: boolean;
  readonly times?: Partial<Times>;
}

interface Times {
  /** The headers of a request must be complete. */
  readonly headersMs: number;
  /** The whole request must be here: a photo of 1 MB on a line of 200 kbit/s. */
  readonly requestMs: number;
  /** A line on which nothing moves, in either direction. */
  readonly silenceMs: number;
  /** An open line between two requests. */
  readonly keepAliveMs: number;
  /** How often the above is looked at. */
  readonly lookMs: number;
}

const TIMES: Times = {
  headersMs: 10_000,
  requestMs: 60_000,
  silenceMs: 60_000,
  keepAliveMs: 15_000,
  lookMs: 2_000,
};

/** Lines of one address: an office of some 150 people, six lines each. */
const MAX_LINES_PER_ADDRESS = 1_000;
/** Lines altogether, below what one process has descriptors for. */
const MAX_LINES = 8_000;
const MAX_HEADER_BYTES = 16_384;
/** A line serves this many requests, then it is opened anew. */
const MAX_REQUESTS_PER_LINE = 10_000;

/** For `Fastify({ serverFactory })`. */
export function listener({ tls, perAddress, times = {} }: ListenerOptions): FastifyServerFactory {
  const { headersMs, requestMs, silenceMs, keepAliveMs, lookMs } = { ...TIMES, ...times };
  return (handler) => {
    const options = {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: lookMs,
      maxHeaderSize: MAX_HEADER_BYTES,
      insecureHTTPParser: false,
      requireHostHeader: true,
    };
    const server = tls
      ? https.createServer({ ...options, ...tls, minVersion: 'TLSv1.3', handshakeTimeout: headersMs }, handler)
      : http.createServer(options, handler);
    server.setTimeout(silenceMs);
    server.maxConnections = MAX_LINES;
    server.maxRequestsPerSocket = MAX_REQUESTS_PER_LINE;
    if (perAddress) boundLines(server);
    return server as http.Server;
  };
}

function boundLines(server: http.Server | https.Server): void {
  const lines = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = subscriberOf(socket.remoteAddress ?? '');
    const open = (lines.get(address) ?? 0) + 1;
    if (open > MAX_LINES_PER_ADDRESS) {
      socket.destroy();
      return;
    }
    lines.set(address, open);
    socket.once('close', () => {
      const left = (lines.get(address) ?? 1) - 1;
      if (left > 0) lines.set(address, left);
      else lines.delete(address);
    });
  });
}
