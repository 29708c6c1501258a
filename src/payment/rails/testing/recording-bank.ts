/** A bank over real HTTP that keeps what it was sent and answers as it is told. For tests of how requests look. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createOutbound } from '../../../platform/outbound.ts';
import type { SnapBankConfig } from '../snap/config.ts';

export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As sent. */
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RecordingBank {
  readonly config: SnapBankConfig;
  /** All but token requests, in order. */
  readonly requests: readonly Recorded[];
  readonly tokens: readonly Recorded[];
  /** What every later request is answered with; a function sees the request. */
  answer(status: number, body: unknown | ((request: Recorded) => unknown)): void;
  close(): Promise<void>;
}

export const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export const ACCESS_TOKEN = 'tanda-masuk';

export async function startRecordingBank(changes: Partial<SnapBankConfig> = {}): Promise<RecordingBank> {
  const requests: Recorded[] = [];
  const tokens: Recorded[] = [];
  let answers: { status: number; body: unknown } = { status: 200, body: {} };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { method = '', url: path = '', headers } = request;
      const recorded = { method, path, headers, text, body: JSON.parse(text) };
      const isToken = path.endsWith('/access-token/b2b');
      (isToken ? tokens : requests).push(recorded);
      const { status, body } = answers;
      const given = typeof body === 'function' ? body(recorded) : body;
      response
        .writeHead(isToken ? 200 : status, { 'Content-Type': 'application/json' })
        .end(JSON.stringify(isToken ? { accessToken: ACCESS_TOKEN, tokenType: 'bearer', expiresIn: '900' } : given));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    config: {
      baseUrl: `http://${host}`,
      prefix: '/snap/v1.0',
      clientId: 'klien',
      clientSecret: 'rahasia-klien',
      partnerId: 'MITRA',
      channelId: '00009',
      privateKeyPem: keys.privateKey,
      bankPublicKeyPem: keys.publicKey,
      outbound: createOutbound({ hosts: [host], ranges: ['127.0.0.0/8'] }),
      pageHosts: [],
      timeoutMs: 5_000,
      ...changes,
    },
    requests,
    tokens,
    answer: (status, body) => {
      answers = { status, body };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
