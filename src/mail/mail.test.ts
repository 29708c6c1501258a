import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { type IdentityWorld, type Someone, startIdentity } from '../identity/testing.ts';
import { plainCodec } from '../journal/codec.ts';
import { createApp } from '../platform/http/app.ts';
import { type RunningWorker, startWorker } from '../platform/worker.ts';
import { type DemoMailbox, demoMailRoutes, startDemoMailbox } from './demo-mailbox.ts';
import type { Letter } from './letter.ts';
import { letterText } from './letters.ts';
import { createOutbox, type Mail, sendQueued, sweepOutbox } from './outbox.ts';
import { createSmtp, type Smtp } from './smtp.ts';

const FROM = 'Digipay Satu <satu@digipay.example>';

describe('mail', () => {
  let world: IdentityWorld;
  let mailbox: DemoMailbox;
  let smtp: Smtp;
  let who: Someone;
  before(async () => {
    world = await startIdentity();
    mailbox = await startDemoMailbox(0);
    smtp = createSmtp({ url: `smtp://127.0.0.1:${mailbox.port}`, from: FROM });
  });
  beforeEach(async () => {
    who = await world.someone();
  });
  after(async () => {
    smtp.close();
    await mailbox.close();
    await world.close();
  });

  const soon = () => new Date(world.clock().getTime() + 60_000);
  const letter = (over: Partial<Mail> = {}): Mail => ({
    to: who.person.email,
    subject: 'Kata sandi “baru” untuk Anda, segera, karena yang lama sudah tidak berlaku lagi sejak hari ini',
    text: `Yth. Siti,\n\nKode masuk Anda: 482913 — berlaku 10 menit.\n\nhttp://localhost:8080/aktivasi#${'a'.repeat(43)}\n\n.titik di awal`,
    ...over,
  });
  const queue = async (mail: Mail, expires = soon()) => {
    await createOutbox(world.pool, plainCodec).queue(who.person.id, mail, expires);
    const { rows } = await world.workPool.query<{ id: string }>(
      'SELECT id FROM mail.outbox WHERE person_id = $1 ORDER BY made_at DESC LIMIT 1',
      [who.person.id],
    );
    return rows[0]?.id ?? '';
  };
  const deps = () => ({ pool: world.workPool, codec: plainCodec, clock: world.clock, send: smtp.send });
  const arrived = () => mailbox.mails().filter(({ to }) => to === who.person.email);
  const waiting = async () =>
    (await world.workPool.query('SELECT 1 FROM mail.outbox WHERE person_id = $1', [who.person.id])).rowCount;

  it('arrives over SMTP as it was written, and leaves nothing behind', async () => {
    const mail = letter();
    const id = await queue(mail);
    await sendQueued(deps(), id);
    const [got] = arrived();
    assert.deepEqual({ to: got?.to, subject: got?.subject, text: got?.text }, mail);
    assert.equal(await waiting(), 0);
    await sendQueued(deps(), id);
    assert.equal(arrived().length, 1, 'a job that runs twice sends once');
  });

  it('is sent by the queue of `work`, whose tables hold neither address nor code', async () => {
    await queue(letter());
    const { rows } = await world.workPool.query<{ text: string }>(
      "SELECT j::text AS text FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'mail.send'",
    );
    assert.ok(rows.length > 0);
    for (const { text } of rows) assert.doesNotMatch(text, /482913|contoh\.example|aktivasi/);
    let worker: RunningWorker | null = null;
    try {
      worker = await startWorker({
        url: world.database.workUrl,
        tasks: { 'mail.send': (payload) => sendQueued(deps(), (payload as { id: string }).id) },
        concurrency: 2,
        warn: () => {},
      });
      for (let n = 0; n < 100 && arrived().length === 0; n += 1) await new Promise((go) => setTimeout(go, 100));
      assert.equal(arrived().length, 1);
    } finally {
      await worker?.stop();
    }
  });

  it('that is too late is thrown away unsent', async () => {
    await sendQueued(deps(), await queue(letter(), new Date(world.clock().getTime() - 1)));
    assert.deepEqual([arrived().length, await waiting()], [0, 0]);
    await queue(letter(), new Date(world.clock().getTime() - 1));
    assert.ok((await sweepOutbox(deps())) >= 1);
    assert.equal(await waiting(), 0);
  });

  it('that the server does not take stays, and the error names no one', async () => {
    const refusing = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: (address, _session, done) => done(new Error(`no such mailbox: ${address.address}`)),
    });
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', () => resolve()));
    const { port } = refusing.server.address() as { port: number };
    const broken = createSmtp({ url: `smtp://127.0.0.1:${port}`, from: FROM });
    const gone = createSmtp({ url: 'smtp://127.0.0.1:1', from: FROM });
    const id = await queue(letter());
    for (const { send } of [broken, gone])
      await assert.rejects(sendQueued({ ...deps(), send }, id), (error: Error) => {
        assert.match(error.message, /^mail not taken: E[A-Z]+( \d{3})?$/);
        assert.equal(error.cause, undefined);
        return true;
      });
    assert.equal(await waiting(), 1);
    broken.close();
    gone.close();
    await new Promise<void>((resolve) => refusing.close(() => resolve()));
  });

  it('insists on TLS with a server that is not on this machine by name', async () => {
    assert.throws(() => createSmtp({ url: 'http://mail.example', from: FROM }), /smtp/);
    // A second address of this machine stands for another machine: without STARTTLS nothing is handed over.
    let taken = 0;
    const plain = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onData(stream, _session, done) {
        taken += 1;
        stream.resume().on('end', () => done());
      },
    });
    plain.on('error', () => {});
    await new Promise<void>((resolve) => plain.listen(0, '0.0.0.0', () => resolve()));
    const { port } = plain.server.address() as { port: number };
    const away = createSmtp({ url: `smtp://127.0.0.2:${port}`, from: FROM });
    const here = createSmtp({ url: `smtp://127.0.0.1:${port}`, from: FROM });
    try {
      await assert.rejects(away.send(letter()), /mail not taken: E/);
      assert.equal(taken, 0);
      await here.send(letter());
      assert.equal(taken, 1, 'the control: this machine itself');
    } finally {
      away.close();
      here.close();
      await new Promise<void>((resolve) => plain.close(() => resolve()));
    }
  });

  it('cannot be read or emptied by those who write it', async () => {
    await queue(letter());
    for (const pool of [world.pool, world.servePool]) {
      await assert.rejects(pool.query('SELECT 1 FROM mail.outbox'), /permission denied/);
      await assert.rejects(pool.query('DELETE FROM mail.outbox'), /permission denied/);
    }
    await assert.rejects(
      world.workPool.query("INSERT INTO mail.outbox (id, person_id, body, expires_at) VALUES ($1, $1, '', now())", [
        randomUUID(),
      ]),
      /permission denied/,
    );
  });

  it('is shown on the page of a trial, with its links and without what somebody put into it', async () => {
    await smtp.send(
      letter({
        subject: '<img src=x onerror=alert(1)>',
        text: '"><script>alert(1)</script> & http://localhost:8080/masuk',
      }),
    );
    const app = await createApp({
      authenticate: async () => null,
      permissions: {},
      webDir: null,
      secure: false,
      log: false,
    });
    demoMailRoutes(app, mailbox);
    const { body, headers, statusCode } = await app.inject({ url: '/demo/surat' });
    await app.close();
    assert.equal(statusCode, 200);
    assert.match(String(headers['content-type']), /^text\/html/);
    assert.doesNotMatch(body, /<script|<img|onerror=alert\(1\)>/);
    assert.match(body, /<a href="http:\/\/localhost:8080\/masuk">/);
  });

  it('keeps the last two hundred in a trial', async () => {
    for (let n = 0; n < 205; n += 1) await smtp.send(letter({ subject: `Surat ${n}`, text: 'isi' }));
    assert.equal(mailbox.mails().length, 200);
    assert.equal(mailbox.mails()[0]?.subject, 'Surat 204');
  });
});

describe('letters', () => {
  const at = '24 November 2026 pukul 10.00 WIB';
  const link = 'https://digipay.example/aktivasi#x';
  const all: Letter[] = [
    { kind: 'invitation', office: 'Kantor Contoh', link },
    { kind: 'appointed', office: 'Kantor Contoh', link },
    { kind: 'reset', link },
    { kind: 'sign-in-code', code: '123456' },
    { kind: 'act-code', code: '123456' },
    { kind: 'activation-code', code: '123456' },
    { kind: 'new-device', agent: 'Chrome di Android', address: '192.0.2.1', at },
    { kind: 'password-changed', at },
    { kind: 'factor-added', label: 'HP', at },
    { kind: 'factor-removed', label: 'HP', at },
    { kind: 'recovery-codes-made', at },
    { kind: 'recovery-code-used', left: '9', at },
    { kind: 'factors-reset', office: 'Kantor Contoh', link },
    { kind: 'session-stolen', at },
    { kind: 'codes-guessed', at },
  ];

  it('say everything that they were given, in both languages, and greet by name', () => {
    for (const one of all)
      for (const language of ['id', 'en'] as const) {
        const { subject, text } = letterText(one, 'Siti Rahmawati', language);
        assert.ok(subject.length > 5 && subject.length < 60, subject);
        assert.match(text, /^(Yth\.|Dear) Siti Rahmawati,\n\n/);
        for (const [name, value] of Object.entries(one))
          if (name !== 'kind') assert.ok(text.includes(value), `${one.kind} ${language}: ${name}`);
        assert.doesNotMatch(text, /undefined|\$\{/);
      }
  });

  it('put no code into a subject, which telephones show on a locked screen', () => {
    for (const one of all)
      for (const language of ['id', 'en'] as const)
        assert.doesNotMatch(letterText(one, 'Siti', language).subject, /123456|https?:/);
  });
});
