/**
 * The mailbox of a trial: a small SMTP server on this machine that takes every letter, and a page that shows the last of them. It reads
 * what is really sent, so that links and codes can be used. A real instance does not start it.
 */
import { SMTPServer } from 'smtp-server';
import type { App } from '../platform/http/app.ts';
import type { Mail } from './outbox.ts';
import { readMail } from './read-mail.ts';

const MOST_KEPT = 200;
const MAX_BYTES = 256 * 1024;

export interface Received extends Mail {
  readonly at: Date;
}

export interface DemoMailbox {
  readonly port: number;
  /** Newest first. */
  mails(): readonly Received[];
  close(): Promise<void>;
}

/** Throws when the port is taken. */
export async function startDemoMailbox(port: number): Promise<DemoMailbox> {
  const kept: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_BYTES,
    logger: false,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', done);
      stream.on('end', () => {
        kept.unshift({ ...readMail(Buffer.concat(parts).toString('latin1')), at: new Date() });
        kept.length = Math.min(kept.length, MOST_KEPT);
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  // A client that breaks off is no reason to stop.
  server.on('error', () => {});
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    mails: () => kept,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** `/demo/surat`: what was sent to the invented people, newest first. */
export function demoMailRoutes(app: App, mailbox: DemoMailbox): void {
  app.get('/demo/surat', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page(mailbox.mails())),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
/** Addresses of this platform become links; nothing else does. */
const linked = (html: string): string =>
  html.replace(/https?:\/\/[\w.:[\]-]+\/[\w/#?=.-]*/g, (address) => `<a href="${address}">${address}</a>`);

function page(mails: readonly Received[]): string {
  const items = mails.map(
    ({ to, subject, text, at }) =>
      `<article><h2>${escaped(subject)}</h2><p>Kepada ${escaped(to)}, ${escaped(at.toISOString())}</p><pre>${linked(escaped(text))}</pre></article>`,
  );
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Surat percobaan</title></head><body><main><h1>Surat percobaan</h1>
<p>Surel yang dikirim kepada orang-orang contoh. Muat ulang untuk melihat yang baru.</p>
${items.length === 0 ? '<p>Belum ada surat.</p>' : items.join('\n')}</main></body></html>`;
}
