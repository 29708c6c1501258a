import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refused } from '../platform/http/problem.ts';
import { hashPassword, nobodysHash, passwordMatches } from './password.ts';

describe('passwords', () => {
  it('match their own hash and no other', async () => {
    const hash = await hashPassword('kata-sandi-contoh');
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.ok(await passwordMatches('kata-sandi-contoh', hash));
    assert.equal(await passwordMatches('kata-sandi-Contoh', hash), false);
    assert.notEqual(await hashPassword('kata-sandi-contoh'), hash, 'a salt of its own each time');
  });

  it('never match nobody, whatever is typed', async () => {
    for (const password of ['', ' ', 'kata-sandi-contoh'])
      assert.equal(await passwordMatches(password, nobodysHash), false);
  });

  it('turn a flood away before it fills the memory, and serve the next one', async () => {
    const flood = await Promise.allSettled(Array.from({ length: 70 }, () => passwordMatches('x', nobodysHash)));
    const refused = flood.filter((one) => one.status === 'rejected');
    assert.equal(refused.length, 18, 'two at work and fifty waiting are served');
    for (const one of refused) {
      assert.ok(one.reason instanceof Refused);
      assert.equal(one.reason.refusal.code, 'too_many_requests');
    }
    assert.equal(await passwordMatches('x', nobodysHash), false);
  });
});
