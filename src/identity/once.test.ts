/** What serves once, what leaves nothing behind, and what ends although it has just begun: attempts to have more of it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isRefusal, type Refusal } from '../kernel/decision.ts';
import { openPool } from '../platform/database.ts';
import { beginActivationPasskey, choosePassword, finishActivation } from './activation.ts';
import { makeLink } from './link.ts';
import { resetPassword } from './reset.ts';
import { beginPasskey, beginTotp, finishPasskey, finishTotp, newRecoveryCodes } from './security.ts';
import type { Self } from './self.ts';
import { mailActCode, setPolicy } from './step-up.ts';
import { FROM, type IdentityWorld, ORIGIN, PASSWORD, type Someone, startIdentity } from './testing.ts';
import { softAuthenticator } from './testing-authenticator.ts';
import { codeAt } from './totp.ts';

const CHOSEN = 'sungai besar di utara';

describe('attempts on sign-in', () => {
  let world: IdentityWorld;
  before(async () => {
    world = await startIdentity();
  });
  after(() => world.close());

  function done<T>(outcome: T | Refusal): Exclude<T, Refusal> {
    if (isRefusal(outcome)) assert.fail(outcome.code);
    return outcome as Exclude<T, Refusal>;
  }
  const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : 'done');
  async function selfOf(who: Someone): Promise<Self> {
    const resumed = await world.identity.resume(await world.signIn(who), FROM);
    assert.ok(resumed);
    world.pass(1);
    return { asker: resumed.asker, sessionId: resumed.sessionId, from: FROM };
  }
  const linkTo = async (who: Someone, kind: 'activation' | 'reset') =>
    (await makeLink(world.identity.deps, who.person.id, kind)).split('#')[1] ?? '';
  const rowsOf = async (table: string, { person }: Someone) =>
    (await world.pool.query(`SELECT FROM identity.${table} WHERE person_id = $1`, [person.id])).rowCount;

  it('the code that proves a new authenticator app confirms nothing else', async () => {
    const { deps } = world.identity;
    const who = await world.appointed();
    const token = await linkTo(who, 'activation');
    const { totp } = done(await choosePassword(deps, token, CHOSEN));
    const code = codeAt(totp.secret, world.clock());
    done(await finishActivation(deps, token, { code }, FROM));
    const { ticket } = done(await world.identity.signIn(who.person.email, CHOSEN, FROM));
    assert.equal(codeOf(await world.identity.signInCode(ticket, code, FROM)), 'code_used');
    world.pass(0.5);
    assert.equal(codeOf(await world.identity.signInCode(ticket, codeAt(totp.secret, world.clock()), FROM)), 'done');

    const other = await world.someone();
    const self = await selfOf(other);
    const offer = done(await beginTotp(deps, self));
    const first = codeAt(offer.secret, world.clock());
    done(await finishTotp(deps, self, { code: first, label: 'Ponsel baru', proof: { code: other.code() } }));
    const again = await newRecoveryCodes(deps, self, { code: first });
    assert.equal(codeOf(again), 'code_used');
  });

  it('an activation with a passkey of somebody else leaves nothing, and may be done again', async () => {
    const { deps } = world.identity;
    const owner = await world.someone();
    const key = softAuthenticator(ORIGIN);
    const self = await selfOf(owner);
    const made = await beginPasskey(deps, self);
    const proof = { code: owner.code() };
    const { ceremony, options } = done(made);
    done(await finishPasskey(deps, self, { ceremony, response: key.create(options), label: 'Laptop', proof }));

    const who = await world.appointed();
    const token = await linkTo(who, 'activation');
    const { totp } = done(await choosePassword(deps, token, CHOSEN));
    const asked = done(await beginActivationPasskey(deps, token));
    const factor = { ceremony: asked.ceremony, response: key.create(asked.options), label: 'Laptop' };
    assert.equal(codeOf(await finishActivation(deps, token, factor, FROM)), 'passkey_wrong');
    assert.deepEqual(
      [await rowsOf('credential', who), await rowsOf('factor', who), await rowsOf('link', who)],
      [0, 0, 1],
    );
    done(await finishActivation(deps, token, { code: codeAt(totp.secret, world.clock()) }, FROM));
  });

  it('a recovery code confirms one’s own security and never the policy of an office', async () => {
    const { deps } = world.identity;
    const who = await world.someone({ role: 'ADMIN_SATKER' });
    const self = await selfOf(who);
    const { codes } = done(await newRecoveryCodes(deps, self, { code: who.code() }));
    assert.equal(codeOf(await setPolicy(deps, self, 'FORBIDDEN', { code: codes[0] ?? '' })), 'code_wrong');
    const byMail = await mailActCode(deps, self, { act: 'factor-policy.set', target: 'FORBIDDEN' });
    assert.equal(codeOf(byMail), 'email_code_forbidden');
    world.pass(1);
    assert.ok(!isRefusal(await newRecoveryCodes(deps, self, { code: codes[1] ?? '' })), 'control: its own use');
  });

  it('a sign-in that is under way when the password is reset does not outlive it', async () => {
    const { deps } = world.identity;
    const who = await world.someone();
    world.pass(1);
    const { ticket } = done(await world.identity.signIn(who.person.email, PASSWORD, FROM));
    const owner = openPool(world.database.ownerUrl, 2);
    const waits = async (table: string) => (await owner.query(WAITING, [table])).rowCount !== 0;
    const held = await owner.connect();
    let resetting: ReturnType<typeof resetPassword> | null = null;
    let signingIn: ReturnType<typeof world.identity.signInCode> | null = null;
    try {
      // Nobody can finish a new session while this is held.
      await held.query('BEGIN');
      await held.query('LOCK TABLE identity.session_token IN SHARE MODE');
      signingIn = world.identity.signInCode(ticket, who.code(), FROM);
      await eventually(() => waits('session_token'));
      world.pass(1);
      const token = await linkTo(who, 'reset');
      resetting = resetPassword(deps, token, CHOSEN, { code: who.code() }, FROM);
      await eventually(async () => (await rowsOf('link', who)) === 0 || waits('identity.ticket'));
    } finally {
      await held.query('COMMIT');
      held.release();
      await owner.end();
    }
    const [entered] = await Promise.all([signingIn, resetting.then(done)]);
    const lives = !isRefusal(entered) && (await world.identity.resume(entered.token, FROM)) !== null;
    assert.equal(lives, false, 'every session ends with a reset');
  });
});

/** Statements that wait for a lock and name a table. */
const WAITING = `SELECT FROM pg_stat_activity
  WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%' || $1 || '%'`;

async function eventually(look: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if (await look()) return;
    await new Promise((go) => setTimeout(go, 25));
  }
  assert.fail('not within five seconds');
}
