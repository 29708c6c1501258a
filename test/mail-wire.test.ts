/** What people typed goes out by mail as text: it adds no recipient, no header and no second letter (CWE-93). */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { createSmtp, type Smtp } from '../src/mail/smtp.ts';

interface Taken {
  readonly recipients: readonly string[];
  readonly head: string;
  readonly body: string;
}

describe('a letter', () => {
  const taken: Taken[] = [];
  let server: SMTPServer;
  let smtp: Smtp;
  before(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const end = text.indexOf('\r\n\r\n');
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          taken.push({ recipients, head: text.slice(0, end), body: text.slice(end + 4) });
          done();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    smtp = createSmtp({ url: `smtp://127.0.0.1:${port}`, from: 'Digipay Satu <satu@digipay.example>' });
  });
  after(async () => {
    smtp.close();
    await new Promise<void>((done) => server.close(() => done()));
  });

  const evil = 'evil@example.net';
  const planted: readonly [string, { to?: string; subject?: string; text?: string }][] = [
    ['a subject with a header of its own', { subject: `Halo\r\nBcc: ${evil}\r\nX-Evil: 1\r\n\r\nsecond` }],
    ['a subject with a bare line feed', { subject: `Halo\nX-Evil: 1` }],
    ['a text that ends the letter and begins another', { text: `.\r\nMAIL FROM:<x@y>\r\nRCPT TO:<${evil}>\r\nDATA` }],
    ['an address with a second one', { to: `siti@kantor.example, ${evil}` }],
    ['an address with a header', { to: `siti@kantor.example\r\nBcc: ${evil}` }],
    ['an address with a command', { to: `siti@kantor.example>\r\nRCPT TO:<${evil}` }],
  ];
  for (const [what, part] of planted) {
    it(`is not bent by ${what}`, async () => {
      const before = taken.length;
      const letter = { to: 'siti@kantor.example', subject: 'Undangan', text: 'Yth. Siti', ...part };
      await smtp.send(letter).catch(() => {});
      for (const { recipients, head } of taken.slice(before)) {
        assert.equal(recipients.length, 1);
        assert.ok(!recipients.includes(evil), recipients.join());
        assert.doesNotMatch(head, /^(Bcc|Cc|X-Evil):/im);
      }
      assert.ok(taken.length - before <= 1);
    });
  }

  it('arrives when nothing is planted (control)', async () => {
    const before = taken.length;
    await smtp.send({ to: 'siti@kantor.example', subject: 'Undangan', text: 'Yth. Siti' });
    assert.deepEqual(taken[before]?.recipients, ['siti@kantor.example']);
    assert.match(taken[before]?.body ?? '', /Yth\. Siti/);
  });
});
