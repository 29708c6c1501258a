/** A partner of the bank as tests need it: signs requests as it is told, rightly or wrongly, and receives notices. */
import { randomInt } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { hmac, rsaSign, stringToSign, tokenStringToSign } from '../snap/signature.ts';
import { wibTimestamp } from '../time.ts';

export interface PartnerKeys {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly partnerId: string;
  readonly privateKeyPem: string;
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface Deviations {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of the signed body. */
  readonly sentBody?: string;
  readonly token?: string;
  readonly without?: string;
  readonly hexSignature?: boolean;
  /** Absent: POST. */
  readonly method?: 'POST' | 'PUT' | 'DELETE';
}

const PREFIX = '/snap/v1.0';

export class TestPartner {
  readonly #url: string;
  readonly #keys: PartnerKeys;
  #token = '';

  constructor(url: string, keys: PartnerKeys) {
    this.#url = url;
    this.#keys = keys;
  }

  externalId(): string {
    return `${Date.now()}${randomInt(10 ** 12)}`;
  }

  async signIn(signatureOf = this.#keys.privateKeyPem, at = new Date()): Promise<Reply> {
    const timestamp = wibTimestamp(at);
    const reply = await this.#post('/access-token/b2b', JSON.stringify({ grantType: 'client_credentials' }), {
      'X-TIMESTAMP': timestamp,
      'X-CLIENT-KEY': this.#keys.clientId,
      'X-SIGNATURE': rsaSign(signatureOf, tokenStringToSign(this.#keys.clientId, timestamp)),
    });
    if (typeof reply.body.accessToken === 'string') this.#token = reply.body.accessToken;
    return reply;
  }

  /** `body` may be text, to send exactly those bytes. */
  call(path: string, body: Readonly<Record<string, unknown>> | string, deviations: Deviations = {}): Promise<Reply> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const timestamp = deviations.headers?.['X-TIMESTAMP'] ?? wibTimestamp(new Date());
    const accessToken = deviations.token ?? this.#token;
    const method = deviations.method ?? 'POST';
    const signed = stringToSign({
      method,
      endpointUrl: PREFIX + path,
      accessToken,
      body: Buffer.from(text),
      timestamp,
    });
    const headers: Record<string, string> = {
      Authorization: `Bearer ${accessToken}`,
      'X-TIMESTAMP': timestamp,
      'X-SIGNATURE': hmac(this.#keys.clientSecret, signed).toString(deviations.hexSignature ? 'hex' : 'base64'),
      'X-PARTNER-ID': this.#keys.partnerId,
      'X-EXTERNAL-ID': this.externalId(),
      'CHANNEL-ID': '00009',
      ...deviations.headers,
    };
    if (deviations.without !== undefined) delete headers[deviations.without];
    return this.#post(path, deviations.sentBody ?? text, headers, method);
  }

  async #post(path: string, body: string, headers: Record<string, string>, method = 'POST'): Promise<Reply> {
    const response = await fetch(this.#url + PREFIX + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
}

export interface ReceivedNotice {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  readonly body: Record<string, unknown>;
}

export interface NoticeReceiver {
  readonly url: string;
  readonly received: readonly ReceivedNotice[];
  /** HTTP status of the next answers, in order; afterwards 200. */
  answerNext(...statuses: number[]): void;
  close(): Promise<void>;
}

export async function startNoticeReceiver(): Promise<NoticeReceiver> {
  const received: ReceivedNotice[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      received.push({ url: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw.toString()) });
      response.writeHead(answers.shift() ?? 200).end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('receiver has no port');
  return {
    url: `http://127.0.0.1:${address.port}/snap/v1.0`,
    received,
    answerNext: (...statuses) => {
      answers.push(...statuses);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
