/** A server with the faults that the scanners look for: the control. One that finds nothing here has looked at nothing. */
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Pool } from '../../src/platform/database.ts';
import { authority } from '../../test/support/certificates.ts';

/** On loopback; of the database it reads two rows that it makes up itself. */
export async function startWeak(pool: Pool): Promise<{ url: string; tlsUrl: string; close(): void }> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://weak.example');
    response.setHeader('content-type', 'text/html');
    if (pathname === '/planted') {
      const sql = `SELECT name FROM (VALUES (1, 'satu'), (2, 'dua')) t (id, name) WHERE id = ${searchParams.get('id')}`;
      const { rows } = await pool.query(sql).catch((error: Error) => ({ rows: [{ name: error.message }] }));
      return response.end(`<p>${JSON.stringify(rows)}</p>`);
    }
    if (pathname === '/planted/shown') return response.end(`<p>${searchParams.get('text')}</p>`);
    return response.end('<a href="/planted/shown?text=a">a</a>');
  };
  const plain = http.createServer({ headersTimeout: 0, requestTimeout: 0 }, answer);
  // Few lines, and each may be kept: a handful of slow readers shut it.
  plain.maxConnections = 50;
  const sealed = https.createServer(
    { ...authority().issue(['localhost'], 'server'), minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
    answer,
  );
  const ports = await Promise.all([plain, sealed].map(listening));
  return {
    url: `http://127.0.0.1:${ports[0]}`,
    tlsUrl: `https://localhost:${ports[1]}`,
    close() {
      for (const server of [plain, sealed]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
