import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstFactor, isRecoveryCode, rememberFactor, stepUpOf } from './factor.ts';

test('a recovery code is complete with 24 letters and digits, however it is grouped', () => {
  for (const typed of ['ABCD-EFGH-JKMN-PQRS-TVWX-YZ23', 'abcd efgh jkmn pqrs tvwx yz23', 'ABCDEFGHJKMNPQRSTVWXYZ23']) {
    assert.ok(isRecoveryCode(typed), typed);
  }
  for (const typed of ['', '123456', 'ABCD-EFGH-JKMN-PQRS-TVWX', 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ2!']) {
    assert.ok(!isRecoveryCode(typed), typed);
  }
});

test('the first way is the one taken last; without one, the only one, else the person chooses', () => {
  assert.equal(firstFactor(['totp', 'recovery']), 'totp');
  assert.equal(firstFactor(['totp', 'passkey', 'recovery']), undefined);
  assert.equal(firstFactor(['recovery']), 'recovery');
  assert.equal(firstFactor([]), undefined);
  rememberFactor('passkey');
  assert.equal(firstFactor(['totp', 'passkey', 'recovery']), 'passkey');
  assert.equal(firstFactor(['totp', 'email']), undefined);
  rememberFactor('recovery');
  assert.equal(firstFactor(['totp', 'passkey', 'recovery']), 'passkey');
});

test('a proof goes with the digest of what was shown', () => {
  assert.deepEqual(stepUpOf('d', { code: '123456' }), { digest: 'd', proof: { code: '123456' } });
});
