/**
 * Simulation doors (`/simulation/…`) move money without a signature. They exist only for a bank that listens on this
 * computer alone, and only for callers on it: not through a proxy, and not for a web page that names the bank by a
 * host of its own.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';

const PREFIX = '/simulation/';
const LOOPBACK_ADDRESS = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'];

/** `isLoopbackHost('127.0.0.1')`: the configured address to listen on reaches nobody but this computer. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || LOOPBACK_ADDRESS.test(host);
}

/** Register before the routes. `host` is where the bank listens. */
export function guardSimulationDoors(app: FastifyInstance, host: string): void {
  const listensHere = isLoopbackHost(host);
  app.addHook('onRequest', async (request, reply) => {
    if (!(request.routeOptions.url ?? request.url).startsWith(PREFIX)) return;
    if (listensHere && comesFromHere(request)) return;
    await reply.code(403).send({ message: 'Pintu simulasi hanya untuk komputer tempat bank ini berjalan.' });
  });
}

function comesFromHere(request: FastifyRequest): boolean {
  return (
    LOOPBACK_ADDRESS.test(request.raw.socket.remoteAddress ?? '') &&
    LOOPBACK_HOST.test(request.headers.host ?? '') &&
    PROXY_HEADERS.every((name) => request.headers[name] === undefined)
  );
}
