/**
 * A small peer that answers as the transit engine of OpenBao and Vault does, with real AES-256-GCM under versioned keys and the
 * associated data checked. It stands in for a real OpenBao, which is not installed where the tests run.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gcmOpen, gcmSeal, IV_BYTES, KEY_BYTES } from '../gcm.ts';

export interface TransitPeer {
  readonly url: string;
  /** What was asked, in order: method and path. */
  readonly asked: string[];
  /** Answers that are to fail before the next good one. */
  failNext(status: number, times: number): void;
  rotate(): void;
  close(): Promise<void>;
}

interface Item {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly associated_data?: string;
}

export async function transitPeer(token: string, key: string, namespace?: string): Promise<TransitPeer> {
  const versions = [randomBytes(KEY_BYTES)];
  const asked: string[] = [];
  let failing = { status: 0, times: 0 };

  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object | null) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === null ? undefined : JSON.stringify(body));
    };
    asked.push(`${request.method} ${request.url}`);
    const text = await bodyOf(request);
    if (failing.times > 0) {
      failing = { ...failing, times: failing.times - 1 };
      if (failing.status === 0) return void request.socket.destroy();
      return answer(failing.status, { errors: ['standby'] });
    }
    if (request.headers['x-vault-token'] !== token) return answer(403, { errors: ['permission denied'] });
    if (request.headers['x-vault-namespace'] !== namespace) return answer(404, { errors: ['no handler for route'] });
    const body = text === '' ? {} : (JSON.parse(text) as { batch_input?: Item[] });
    switch (`${request.method} ${request.url}`) {
      case `GET /v1/transit/keys/${key}`:
        return answer(200, { data: { name: key, type: 'aes256-gcm96', latest_version: versions.length } });
      case `POST /v1/transit/keys/${key}/rotate`:
        versions.push(randomBytes(KEY_BYTES));
        return answer(204, null);
      case `POST /v1/transit/encrypt/${key}`:
        return answer(200, { data: { batch_results: (body.batch_input ?? []).map(encrypt) } });
      case `POST /v1/transit/decrypt/${key}`: {
        const results = (body.batch_input ?? []).map(decrypt);
        return answer(results.some((one) => 'error' in one) ? 400 : 200, { data: { batch_results: results } });
      }
      default:
        return answer(404, { errors: [] });
    }
  });

  function encrypt({ plaintext = '', associated_data = '' }: Item) {
    const latest = versions.at(-1) ?? Buffer.alloc(0);
    const iv = randomBytes(IV_BYTES);
    const aad = Buffer.from(associated_data, 'base64');
    const sealed = Buffer.concat([iv, gcmSeal({ key: latest, iv, aad }, Buffer.from(plaintext, 'base64'))]);
    return { ciphertext: `vault:v${versions.length}:${sealed.toString('base64')}`, key_version: versions.length };
  }

  function decrypt({ ciphertext = '', associated_data = '' }: Item) {
    const [, version, bytes = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
    const key = versions[Number(version) - 1];
    if (!key) return { error: 'invalid ciphertext: no prefix' };
    const sealed = Buffer.from(bytes, 'base64');
    const aad = Buffer.from(associated_data, 'base64');
    try {
      const plain = gcmOpen({ key, iv: sealed.subarray(0, IV_BYTES), aad }, sealed.subarray(IV_BYTES));
      return { plaintext: plain.toString('base64') };
    } catch {
      return { error: 'cipher: message authentication failed' };
    }
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    failNext(status, times) {
      failing = { status, times };
    },
    rotate() {
      versions.push(randomBytes(KEY_BYTES));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
