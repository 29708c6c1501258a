/** People who are signed in already, with a passkey for their binding acts: what they do over HTTP is measured, not their arrival. */
import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { addPasskey } from '../../src/identity/factors/factor.store.ts';
import { madePasskey, offerPasskey } from '../../src/identity/factors/passkey.ts';
import type { Identity } from '../../src/identity/identity.ts';
import type { Person } from '../../src/identity/person.ts';
import { openSession } from '../../src/identity/session.ts';
import { type SoftAuthenticator, softAuthenticator } from '../../src/identity/testing-authenticator.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of an API under load
export type Json = any;

const AGENT = 'bench';

export interface Visitor {
  get(path: string): Promise<Json>;
  /** Throws with the problem when it is refused. */
  post(path: string, body?: object): Promise<Json>;
  /** Signs with the passkey what an open action asks to be confirmed. */
  confirm(digest: string): Promise<{ readonly digest: string; readonly proof: object }>;
}

/** A session and a passkey, made where the platform makes them. */
export async function arrive({ deps }: Identity, person: Person, url: string): Promise<Visitor> {
  const device = softAuthenticator(url.replace('127.0.0.1', 'localhost'), { counts: false });
  const offer = await offerPasskey(deps, person, '');
  const made = await madePasskey(deps, {
    ceremony: offer.ceremony,
    response: device.create(offer.options),
    personId: person.id,
    digest: '',
  });
  if (!made || !(await addPasskey(deps, deps.pool, person.id, { ...made, label: 'bench' })))
    throw new Error(`${person.email} got no passkey`);
  const token = await openSession(deps, person.id, 'passkey', { address: '127.0.0.1', agent: AGENT });
  if (token === null) throw new Error(`${person.email} got no session`);
  return visitor(url, `digipay_session=${token}`, device);
}

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

function visitor(url: string, cookie: string, device: SoftAuthenticator): Visitor {
  const call = async (method: 'GET' | 'POST', path: string, body?: object): Promise<Json> => {
    const { status, text } = await answered(`${url}${path}`, method, cookie, body);
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    async confirm(digest) {
      const { ceremony, options } = await call('POST', '/api/v1/step-up/passkey', { digest });
      return { digest, proof: { ceremony, response: device.get(options) } };
    },
  };
}

/** Requests answered since the program began. */
export const counted = { requests: 0 };

function answered(
  url: string,
  method: string,
  cookie: string,
  body?: object,
): Promise<{ status: number; text: string }> {
  counted.requests += 1;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method,
        agent,
        headers: {
          cookie,
          'user-agent': AGENT,
          'x-digipay': '1',
          ...(payload === undefined
            ? {}
            : {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(payload),
                'idempotency-key': randomUUID(),
              }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(payload);
  });
}
