import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { addPasskey } from './factors/factor.store.ts';
import { askPasskey, madePasskey, offerPasskey } from './factors/passkey.ts';
import { makeRecoveryCodes } from './factors/recovery.ts';
import { beginPasskeySignIn, mailSignInCode, signInPasskey } from './sign-in.ts';
import { FROM, type IdentityWorld, ORIGIN, PASSWORD, type Someone, startIdentity } from './testing.ts';
import { type SoftAuthenticator, softAuthenticator } from './testing-authenticator.ts';

type Outcome = { ok: true } | { ok: false; code: string };
const codeOf = (outcome: Outcome | null) => (outcome === null || outcome.ok ? 'ok' : outcome.code);

describe('the second step', () => {
  let world: IdentityWorld;
  let who: Someone;
  before(async () => {
    world = await startIdentity();
  });
  beforeEach(async () => {
    world.pass(1);
    who = await world.someone();
  });
  after(() => world.close());

  const firstStep = async () => {
    const first = await world.identity.signIn(who.person.email, PASSWORD, FROM);
    assert.ok(first.ok);
    return first;
  };
  const mailedCode = async () =>
    /Kode masuk Anda: (\d{6})/.exec((await world.mails(who)).at(-1)?.text ?? '')?.[1] ?? '';

  it('says with which factors it may be taken', async () => {
    assert.deepEqual((await firstStep()).factors, ['totp', 'email']);
    await makeRecoveryCodes(world.identity.deps, world.pool, who.person.id);
    assert.deepEqual((await firstStep()).factors, ['totp', 'email', 'recovery']);
  });

  it('takes a mailed code: once, for ten minutes, for the sign-in it was mailed for', async () => {
    const { ticket } = await firstStep();
    assert.equal(await mailSignInCode(world.identity.deps, ticket, FROM), null);
    const code = await mailedCode();
    assert.match(code, /^\d{6}$/);
    const other = await firstStep();
    assert.equal(codeOf(await world.identity.signInCode(other.ticket, code, FROM, 'email')), 'code_wrong');
    assert.equal(codeOf(await world.identity.signInCode(ticket, code, FROM, 'totp')), 'code_wrong', 'it is no app’s');
    assert.equal(codeOf(await world.identity.signInCode(ticket, code, FROM, 'email')), 'ok');
    const late = await firstStep();
    await mailSignInCode(world.identity.deps, late.ticket, FROM);
    const old = await mailedCode();
    await mailSignInCode(world.identity.deps, late.ticket, FROM);
    assert.notEqual(await mailedCode(), old);
    assert.equal(codeOf(await world.identity.signInCode(late.ticket, old, FROM, 'email')), 'code_wrong', 'a newer one');
    world.pass(10.1);
    const { rows } = await world.pool.query(
      "UPDATE identity.ticket SET expires_at = expires_at + interval '1 hour' RETURNING 1",
    );
    assert.ok(rows.length > 0);
    const newest = await mailedCode();
    assert.equal(codeOf(await world.identity.signInCode(late.ticket, newest, FROM, 'email')), 'code_wrong', 'too old');
  });

  it('mails at most ten codes an hour', async () => {
    const { ticket } = await firstStep();
    for (let n = 0; n < 14; n += 1) await mailSignInCode(world.identity.deps, ticket, FROM);
    assert.equal((await world.mails(who)).length, 10);
  });

  it('keeps a mailed code as a hash', async () => {
    const { ticket } = await firstStep();
    await mailSignInCode(world.identity.deps, ticket, FROM);
    const code = await mailedCode();
    const { rows } = await world.pool.query<{ text: string }>(
      'SELECT c::text AS text FROM identity.email_code c WHERE person_id = $1',
      [who.person.id],
    );
    assert.equal(rows.length, 1);
    assert.doesNotMatch(rows[0]?.text ?? '', new RegExp(`\\b${code}\\b`));
  });

  it('takes each recovery code once, however it is typed, and tells the person', async () => {
    const [code = '', second = ''] = await makeRecoveryCodes(world.identity.deps, world.pool, who.person.id);
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    assert.equal(codeOf(await world.identity.signInCode((await firstStep()).ticket, typed, FROM, 'recovery')), 'ok');
    assert.equal(
      codeOf(await world.identity.signInCode((await firstStep()).ticket, code, FROM, 'recovery')),
      'code_wrong',
    );
    const stranger = await world.someone();
    const first = await world.identity.signIn(stranger.person.email, PASSWORD, FROM);
    assert.ok(first.ok);
    assert.equal(codeOf(await world.identity.signInCode(first.ticket, second, FROM, 'recovery')), 'code_wrong');
    const mail = (await world.mails(who)).find(({ subject }) => subject === 'Kode pemulihan dipakai');
    assert.match(mail?.text ?? '', /Sisa: 9\./);
    const { rows } = await world.pool.query<{ text: string }>(
      'SELECT r::text AS text FROM identity.recovery_code r WHERE person_id = $1',
      [who.person.id],
    );
    assert.equal(rows.length, 9);
    for (const { text } of rows) assert.ok(!text.includes(second));
  });

  it('forbids mailed codes where the office does, at once', async () => {
    const { ticket } = await firstStep();
    await mailSignInCode(world.identity.deps, ticket, FROM);
    const code = await mailedCode();
    await world.asOwner(
      `INSERT INTO identity.factor_policy (id, version, satker_id, email_use, body) VALUES ($1, 1, $1, 'FORBIDDEN', '')`,
      [who.assignment.satkerId],
    );
    assert.equal(codeOf(await world.identity.signInCode(ticket, code, FROM, 'email')), 'email_code_forbidden');
    assert.equal(codeOf(await mailSignInCode(world.identity.deps, ticket, FROM)), 'email_code_forbidden');
    assert.deepEqual((await firstStep()).factors, ['totp']);
  });
});

describe('a passkey', () => {
  let world: IdentityWorld;
  let who: Someone;
  let key: SoftAuthenticator;
  before(async () => {
    world = await startIdentity();
  });
  beforeEach(async () => {
    who = await world.someone();
    key = softAuthenticator(ORIGIN);
    const { ceremony, options } = await offerPasskey(world.identity.deps, who.person, 'add');
    const response = key.create(options);
    const made = await madePasskey(world.identity.deps, { ceremony, response, personId: who.person.id, digest: 'add' });
    assert.ok(made);
    await addPasskey(world.identity.deps, world.pool, who.person.id, { ...made, label: 'Laptop' });
  });
  after(() => world.close());

  const begin = async (ticket?: string) => {
    const begun = await beginPasskeySignIn(world.identity.deps, ticket);
    assert.ok('ceremony' in begun);
    return begun;
  };
  const enter = (ceremony: string, response: ReturnType<SoftAuthenticator['get']>, from = FROM) =>
    signInPasskey(world.identity.deps, ceremony, response, from);

  it('opens the door alone, without a name', async () => {
    const { ceremony, options } = await begin();
    assert.deepEqual(
      [options.allowCredentials, options.userVerification, options.rpId],
      [undefined, 'required', 'localhost'],
    );
    const entered = await enter(ceremony, key.get(options));
    assert.ok(entered.ok);
    assert.equal(entered.asker.personId, who.person.id);
    assert.ok(await world.identity.session(entered.token));
    const signed = (await world.events(who)).find(({ type }) => type === 'identity.signed_in');
    assert.equal(signed?.payload.factor, 'passkey');
  });

  it('is the second step of a ticket, which is used up', async () => {
    const first = await world.identity.signIn(who.person.email, PASSWORD, FROM);
    assert.ok(first.ok);
    assert.deepEqual(first.factors, ['passkey', 'totp', 'email']);
    const { ceremony, options } = await begin(first.ticket);
    assert.deepEqual(options.allowCredentials, [
      { id: key.credentialId, transports: ['internal'], type: 'public-key' },
    ]);
    assert.equal(codeOf(await enter(ceremony, key.get(options))), 'ok');
    assert.equal(codeOf(await world.identity.signInCode(first.ticket, who.code(), FROM)), 'ticket_expired');
    assert.equal(codeOf((await beginPasskeySignIn(world.identity.deps, first.ticket)) as Outcome), 'ticket_expired');
  });

  it('answers once: a recorded answer opens nothing', async () => {
    const { ceremony, options } = await begin();
    const response = key.get(options);
    assert.equal(codeOf(await enter(ceremony, response)), 'ok');
    assert.equal(codeOf(await enter(ceremony, response)), 'passkey_wrong');
    const next = await begin();
    assert.equal(codeOf(await enter(next.ceremony, response)), 'passkey_wrong');
  });

  it('that was asked for an act does not sign in, and the other way round', async () => {
    const { deps } = world.identity;
    const act = await askPasskey(deps, 'act', who.person.id, 'pay');
    assert.equal(codeOf(await enter(act.ceremony, key.get(act.options))), 'passkey_wrong');
    const { ceremony, options } = await begin();
    const proof = { ceremony, response: key.get(options) };
    const asked = { personId: who.person.id, proof, digest: 'sign-in', command: 'c' };
    assert.equal((await world.identity.takeProof(asked))?.code, 'passkey_wrong');
  });

  it('lets its owner in while somebody hammers on the password', async () => {
    const from = { ...FROM, address: '203.0.113.5' };
    for (let n = 0; n < 40; n += 1) await world.identity.signIn(who.person.email, 'salah', from);
    assert.equal(codeOf(await world.identity.signIn(who.person.email, PASSWORD, FROM)), 'too_many_tries');
    const { ceremony, options } = await begin();
    assert.equal(codeOf(await enter(ceremony, key.get(options))), 'ok');
    const same = await begin();
    assert.equal(codeOf(await enter(same.ceremony, key.get(same.options), from)), 'ok', 'even from the same address');
  });

  it('of a person who is no longer active opens nothing', async () => {
    const { ceremony, options } = await begin();
    await world.asOwner('UPDATE identity.person SET active = false WHERE id = $1', [who.person.id]);
    assert.equal(codeOf(await enter(ceremony, key.get(options))), 'passkey_wrong');
  });
});
