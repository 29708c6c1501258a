/** A proxy between a client and the bank that passes requests on as they are, or changed on the way. */
import { createServer, request as forward } from 'node:http';

export interface Passing {
  headers: Record<string, string>;
  body: string;
}

export interface MeddlingProxy {
  readonly url: string;
  /** Applied to every later request but those for tokens; null: nothing is changed. */
  meddle(change: ((passing: Passing) => void) | null): void;
  close(): Promise<void>;
}

export async function startMeddlingProxy(target: string): Promise<MeddlingProxy> {
  let change: ((passing: Passing) => void) | null = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { host: _host, 'content-length': _length, connection: _connection, ...given } = request.headers;
      const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
      const passing: Passing = { headers, body: Buffer.concat(chunks).toString('utf8') };
      if (!request.url?.endsWith('/access-token/b2b')) change?.(passing);
      const onward = forward(
        target + (request.url ?? ''),
        {
          method: request.method ?? 'POST',
          headers: { ...passing.headers, 'content-length': Buffer.byteLength(passing.body) },
        },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      onward.once('error', () => response.destroy());
      onward.end(passing.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    meddle: (next) => {
      change = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
