/** Hands mail to the office's own mail server (RFC 5321). */
import { createTransport } from 'nodemailer';
import type { Send } from './outbox.ts';

export interface SmtpOptions {
  /** `smtps://user:password@host:465`, or `smtp://…:587`, which must offer STARTTLS unless the server is on this machine. */
  readonly url: string;
  readonly from: string;
}

const TIMEOUT_MS = 15_000;
const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

export interface Smtp {
  readonly send: Send;
  close(): void;
}

/** Throws when the address of the server cannot be read. */
export function createSmtp({ url, from }: SmtpOptions): Smtp {
  const { protocol, hostname, port, username, password } = new URL(url);
  if (!['smtp:', 'smtps:'].includes(protocol)) throw new Error('DIGIPAY_SMTP_URL must begin with smtp:// or smtps://');
  const secure = protocol === 'smtps:';
  const here = LOOPBACK.includes(hostname);
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !here,
    ignoreTLS: !secure && here,
    tls: { minVersion: 'TLSv1.2' },
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Nothing is fetched on behalf of a letter.
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return {
    async send({ to, subject, text }) {
      await transport
        .sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        .catch((error: unknown) => {
          throw new Error(`mail not taken: ${faultOf(error)}`);
        });
    },
    close: () => transport.close(),
  };
}

/** The server's own sentence may repeat the address; its numbers do not. */
function faultOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const name = typeof code === 'string' && /^[A-Z_]{2,30}$/.test(code) ? code : 'EUNKNOWN';
  return typeof responseCode === 'number' ? `${name} ${responseCode}` : name;
}
