import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type App, createApp } from '../platform/http/app.ts';
import { identityPermissions } from './identity.permissions.ts';
import { authenticateBy, identityRoutes } from './identity.routes.ts';
import { type IdentityWorld, ORIGIN, type Someone, startIdentity } from './testing.ts';
import { softAuthenticator } from './testing-authenticator.ts';
import { codeAt } from './totp.ts';

const CHOSEN = 'sungai besar di utara';
const NEXT = 'gunung tinggi di selatan';

describe('an invitation', () => {
  let world: IdentityWorld;
  let app: App;
  before(async () => {
    world = await startIdentity();
    const { identity } = world;
    app = await createApp({
      authenticate: authenticateBy(identity),
      permissions: identityPermissions,
      webDir: null,
      secure: false,
      log: false,
    });
    identityRoutes(app, { identity, secure: false, demo: false });
  });
  after(async () => {
    await app.close();
    await world.close();
  });

  const cookiesIn = (answer: { headers: Record<string, unknown> }) =>
    [answer.headers['set-cookie'] ?? []].flat().map((one) => String(one).split(';')[0] ?? '');
  const post = (path: string, payload: object, cookie = '') =>
    app.inject({ method: 'POST', url: `/api/v1${path}`, headers: { 'x-digipay': '1', cookie }, payload });
  const tokenIn = async (who: Someone, page: string) => {
    const text = (await world.mails(who)).map((mail) => mail.text).join('\n');
    return [...text.matchAll(new RegExp(`${ORIGIN}/${page}#([\\w-]{43})`, 'g'))].at(-1)?.[1] ?? '';
  };
  const invited = async () => {
    const who = await world.appointed();
    assert.deepEqual(await world.identity.invite(who.person.id), { mailed: true });
    return { who, token: await tokenIn(who, 'aktivasi') };
  };
  const activate = async () => {
    const { who, token } = await invited();
    const { totp } = (await post('/activation/password', { token, password: CHOSEN })).json();
    const done = await post('/activation/finish', { token, code: codeAt(totp.secret, world.clock()) });
    assert.equal(done.statusCode, 200, done.body);
    return { who, token, totp, done };
  };

  it('says who is meant and what the password must be like', async () => {
    const { who, token } = await invited();
    const { profile, ...opened } = (await post('/activation/open', { token })).json();
    assert.deepEqual(opened, {
      name: who.person.name,
      email: who.person.email,
      office: 'Kantor Contoh',
      role: 'PPK',
      mayUseEmail: true,
    });
    assert.equal(profile.minLength, 12);
    assert.ok(profile.rules.length >= 3);
  });

  it('leads to a password, an authenticator app and ten recovery codes, and signs in', async () => {
    const { who, done, totp } = await activate();
    assert.match(totp.uri, /^otpauth:\/\/totp\/Digipay%20Satu:.*secret=[A-Z2-7]{32}/);
    assert.match(totp.qrSvgPath, /^(M\d+ \d+h\d+v1h-\d+z)+$/);
    const { recoveryCodes, person } = done.json();
    assert.equal(new Set(recoveryCodes).size, 10);
    assert.equal(person.id, who.person.id);
    const [session = ''] = cookiesIn(done);
    assert.equal((await app.inject({ url: '/api/v1/me', headers: { cookie: session } })).statusCode, 200);
    world.pass(0.5);
    const { ticket } = (await post('/sign-in', { email: who.person.email, password: CHOSEN })).json();
    const second = await post('/sign-in/code', { ticket, code: codeAt(totp.secret, world.clock()) });
    assert.equal(second.statusCode, 200);
    const types = (await world.events(who)).map(({ type }) => type);
    assert.deepEqual(types.slice(1, 4), ['identity.invited', 'identity.activated', 'identity.signed_in']);
  });

  it('works once, for 72 hours, and the newest alone', async () => {
    const { token } = await activate();
    assert.deepEqual([(await post('/activation/open', { token })).json().code], ['link_expired']);
    const { who, token: first } = await invited();
    await world.identity.invite(who.person.id);
    const second = await tokenIn(who, 'aktivasi');
    assert.notEqual(first, second);
    assert.equal((await post('/activation/open', { token: first })).statusCode, 410);
    assert.equal((await post('/activation/open', { token: second })).statusCode, 200);
    world.pass(72 * 60 + 1);
    assert.equal((await post('/activation/open', { token: second })).statusCode, 410);
  });

  it('may be finished once when two finish at the same moment', async () => {
    const { token } = await invited();
    const { totp } = (await post('/activation/password', { token, password: CHOSEN })).json();
    const code = codeAt(totp.secret, world.clock());
    const outcomes = await Promise.all([1, 2, 3].map(() => post('/activation/finish', { token, code })));
    assert.equal(outcomes.filter(({ statusCode }) => statusCode === 200).length, 1);
  });

  it('does not open the door before the factor is proven', async () => {
    const { who, token } = await invited();
    assert.equal((await post('/activation/finish', { token, code: '123456' })).json().code, 'not_possible_now');
    await post('/activation/password', { token, password: CHOSEN });
    const early = await post('/sign-in', { email: who.person.email, password: CHOSEN });
    assert.equal(early.json().code, 'credentials_wrong');
    for (let n = 0; n < 3; n += 1) await post('/activation/finish', { token, code: '000000' });
    assert.equal((await post('/activation/finish', { token, code: '000000' })).statusCode, 429);
  });

  it('refuses passwords that are known, personal or short, each with its own sentence', async () => {
    const { who, token } = await invited();
    for (const [password, code] of [
      ['terlalu', 'password_too_short'],
      ['password12345', 'password_common'],
      // Of the name and of the office; the rest of an invented name is chance.
      [`${who.person.name.split(' ')[0]}-contoh-2026`, 'password_personal'],
    ] as const) {
      const answer = await post('/activation/password', { token, password: password.padEnd(7, 'x') });
      assert.deepEqual([answer.statusCode, answer.json().code], [422, code]);
    }
  });

  it('may be finished with a passkey', async () => {
    const { who, token } = await invited();
    await post('/activation/password', { token, password: CHOSEN });
    const { ceremony, options } = (await post('/activation/passkey', { token })).json();
    assert.equal(options.authenticatorSelection.residentKey, 'required');
    const key = softAuthenticator(ORIGIN);
    const response = key.create(options);
    const done = await post('/activation/finish', { token, ceremony, response });
    assert.equal(done.statusCode, 200, done.body);
    const begun = (await post('/sign-in/passkey/options', {})).json();
    const entered = await post('/sign-in/passkey', { ceremony: begun.ceremony, response: key.get(begun.options) });
    assert.equal(entered.json().person?.id, who.person.id);
  });

  it('may be finished with a mailed code, and then mail is the second step', async () => {
    const { who, token } = await invited();
    await post('/activation/password', { token, password: CHOSEN });
    assert.equal((await post('/activation/email-code', { token })).statusCode, 202);
    const emailCode = /aktivasi Anda: (\d{6})/.exec((await world.mails(who)).at(-1)?.text ?? '')?.[1];
    assert.equal((await post('/activation/finish', { token, emailCode })).statusCode, 200);
    const first = (await post('/sign-in', { email: who.person.email, password: CHOSEN })).json();
    assert.deepEqual(first.factors, ['email', 'recovery']);
  });

  it('lets somebody who has mail alone add an app, confirmed by mail', async () => {
    const { who, token } = await invited();
    await post('/activation/password', { token, password: CHOSEN });
    await post('/activation/email-code', { token });
    const emailCode = /aktivasi Anda: (\d{6})/.exec((await world.mails(who)).at(-1)?.text ?? '')?.[1];
    const [cookie = ''] = cookiesIn(await post('/activation/finish', { token, emailCode }));
    assert.equal(
      (await post('/step-up/email-code', { digest: 'a'.repeat(64) }, cookie)).statusCode,
      422,
      'no payments',
    );
    assert.equal((await post('/step-up/email-code', { act: 'security.totp.add' }, cookie)).statusCode, 202);
    const code = /persetujuan Anda: (\d{6})/.exec((await world.mails(who)).at(-1)?.text ?? '')?.[1];
    const offer = (await post('/security/totp/begin', {}, cookie)).json();
    const added = await post(
      '/security/totp/finish',
      { code: codeAt(offer.secret, world.clock()), proof: { code } },
      cookie,
    );
    assert.equal(added.statusCode, 200, added.body);
  });

  describe('and a forgotten password', () => {
    const asked = async () => {
      const { who, totp, done } = await activate();
      assert.equal((await post('/password/forgotten', { email: who.person.email })).statusCode, 202);
      const token = await tokenIn(who, 'atur-ulang');
      assert.match(token, /^[\w-]{43}$/);
      world.pass(0.5);
      return { who, totp, token, session: cookiesIn(done)[0] ?? '', code: () => codeAt(totp.secret, world.clock()) };
    };

    it('is answered the same for a stranger, who is written nothing', async () => {
      await world.identity.idle();
      const before = await world.workPool.query('SELECT 1 FROM mail.outbox');
      const answer = await post('/password/forgotten', { email: 'siapa@tidak-ada.example' });
      assert.deepEqual([answer.statusCode, answer.body], [202, '{}']);
      await world.identity.idle();
      assert.equal((await world.workPool.query('SELECT 1 FROM mail.outbox')).rowCount, before.rowCount);
    });

    it('takes the link and a code, ends every session, tells the person, and then the link is used up', async () => {
      const { who, token, session, code } = await asked();
      assert.deepEqual((await post('/password/reset/open', { token })).json().factors, ['totp', 'recovery']);
      const done = await post('/password/reset', { token, password: NEXT, code: code() });
      assert.equal(done.statusCode, 200, done.body);
      assert.equal((await app.inject({ url: '/api/v1/me', headers: { cookie: session } })).statusCode, 401);
      assert.equal((await post('/sign-in', { email: who.person.email, password: CHOSEN })).statusCode, 401);
      assert.equal((await post('/sign-in', { email: who.person.email, password: NEXT })).statusCode, 200);
      world.pass(0.5);
      assert.equal((await post('/password/reset', { token, password: CHOSEN, code: code() })).statusCode, 410);
      assert.ok((await world.mails(who)).some(({ subject }) => subject === 'Kata sandi Anda diganti'));
      const types = (await world.events(who)).map(({ type }) => type);
      assert.ok(types.includes('identity.password_reset_asked') && types.includes('identity.password_changed'));
    });

    it('is never reset by mail alone: not without a factor, not with a mailed code', async () => {
      const { who, token } = await asked();
      assert.equal((await post('/password/reset', { token, password: NEXT })).statusCode, 422);
      const { ticket } = (await post('/sign-in', { email: who.person.email, password: CHOSEN })).json();
      await post('/sign-in/email-code', { ticket });
      const mailed = /Kode masuk Anda: (\d{6})/.exec((await world.mails(who)).at(-1)?.text ?? '')?.[1];
      const refused = await post('/password/reset', { token, password: NEXT, code: mailed });
      assert.equal(refused.json().code, 'code_wrong');
      assert.equal((await post('/sign-in', { email: who.person.email, password: CHOSEN })).statusCode, 200);
      const events = (await world.events(who)).filter(({ type }) => type === 'identity.proof_refused');
      assert.deepEqual(
        events.map(({ payload }) => payload.way),
        ['reset'],
      );
    });

    it('takes a recovery code or a passkey as well, and nothing after half an hour', async () => {
      const { token, code } = await asked();
      world.pass(31);
      assert.equal((await post('/password/reset', { token, password: NEXT, code: code() })).statusCode, 410);
      const { who, done } = await activate();
      await post('/password/forgotten', { email: who.person.email });
      const fresh = await tokenIn(who, 'atur-ulang');
      const [recovery] = done.json().recoveryCodes;
      assert.equal((await post('/password/reset', { token: fresh, password: NEXT, code: recovery })).statusCode, 200);
    });

    it('lets its owner in from that browser at once, while somebody hammers', async () => {
      const { who, token, totp } = await asked();
      for (let n = 0; n < 6; n += 1) await post('/sign-in', { email: who.person.email, password: 'salah' });
      assert.equal((await post('/sign-in', { email: who.person.email, password: CHOSEN })).statusCode, 429);
      const code = codeAt(totp.secret, world.clock());
      const [device = ''] = cookiesIn(await post('/password/reset', { token, password: NEXT, code }));
      assert.match(device, /^digipay_device=/);
      assert.equal((await post('/sign-in', { email: who.person.email, password: NEXT }, device)).statusCode, 200);
    });

    it('sends the invitation again to who never came', async () => {
      const { who, token } = await invited();
      await post('/password/forgotten', { email: who.person.email });
      const again = await tokenIn(who, 'aktivasi');
      assert.notEqual(again, token);
      assert.equal((await post('/activation/open', { token: again })).statusCode, 200);
    });

    it('is written about a few times and then no more, whoever asks', async () => {
      const { who } = await asked();
      for (let n = 0; n < 10; n += 1) await post('/password/forgotten', { email: who.person.email });
      const letters = (await world.mails(who)).filter(({ subject }) => subject === 'Buat kata sandi baru');
      assert.equal(letters.length, 3);
    });
  });

  describe('and what others do for a person', () => {
    it('ends their sessions at once', async () => {
      const { who, done } = await activate();
      const [session = ''] = cookiesIn(done);
      assert.deepEqual(await world.identity.disable(who.person.id), { ended: 1 });
      assert.equal((await app.inject({ url: '/api/v1/me', headers: { cookie: session } })).statusCode, 401);
    });

    it('begins anew without learning anything: factors and password are gone, and a link is mailed', async () => {
      const { who, totp, done } = await activate();
      const admin = (await world.someone({ role: 'ADMIN_SATKER' })).assignment;
      const by = {
        personId: admin.personId,
        assignmentId: admin.id,
        role: 'ADMIN_SATKER',
        satkerId: admin.satkerId,
        vendorId: null,
        origin: {},
      };
      assert.deepEqual(await world.identity.resetFactors(who.person.id, by), { mailed: true });
      const [session = ''] = cookiesIn(done);
      assert.equal((await app.inject({ url: '/api/v1/me', headers: { cookie: session } })).statusCode, 401);
      assert.equal((await post('/sign-in', { email: who.person.email, password: CHOSEN })).statusCode, 401);
      const token = await tokenIn(who, 'aktivasi');
      const next = (await post('/activation/password', { token, password: NEXT })).json();
      const old = await post('/activation/finish', { token, code: codeAt(totp.secret, world.clock()) });
      assert.equal(old.json().code, 'code_wrong');
      const fresh = await post('/activation/finish', { token, code: codeAt(next.totp.secret, world.clock()) });
      assert.equal(fresh.statusCode, 200);
      const reset = (await world.events(who)).find(({ type }) => type === 'identity.factors_reset');
      assert.equal(reset?.role, 'ADMIN_SATKER');
    });

    it('tells who has activated already of a new office, and leaves what they have', async () => {
      const { who } = await activate();
      await world.identity.invite(who.person.id);
      assert.equal((await world.mails(who)).at(-1)?.subject, 'Tugas baru di Digipay Satu');
      assert.equal((await post('/sign-in', { email: who.person.email, password: CHOSEN })).statusCode, 200);
    });
  });
});
