/** The two cookies of this room: out of reach of scripts and of other sites; behind TLS bound to this host alone (RFC 6265bis §4.1.3.2). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEVICE_SECONDS } from './device.ts';

export const SESSION_COOKIE = 'digipay_session';
const DEVICE_COOKIE = 'digipay_device';

const nameOf = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);
const flags = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure }) as const;

export interface Cookies {
  /** Ends with the browser. */
  giveSession(reply: FastifyReply, token: string): void;
  giveDevice(reply: FastifyReply, device: string): void;
  clearSession(reply: FastifyReply): void;
  session(request: FastifyRequest): string | undefined;
  device(request: FastifyRequest): string | undefined;
}

export function cookiesOf(secure: boolean): Cookies {
  const [session, device] = [nameOf(SESSION_COOKIE, secure), nameOf(DEVICE_COOKIE, secure)];
  return {
    giveSession: (reply, token) => void reply.setCookie(session, token, flags(secure)),
    giveDevice: (reply, value) => void reply.setCookie(device, value, { ...flags(secure), maxAge: DEVICE_SECONDS }),
    clearSession: (reply) => void reply.clearCookie(session, flags(secure)),
    session: (request) => request.cookies?.[session],
    device: (request) => request.cookies?.[device],
  };
}
