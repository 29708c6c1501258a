import assert from 'node:assert/strict';
import { test } from 'node:test';
import { federatedAnswer } from './ticket.ts';

test('what an institution brings back is a ticket with the ways that are known here, or a refusal', () => {
  assert.deepEqual(federatedAnswer('tiket=abc&faktor=totp,passkey,sms&lembaga=kemenkeu'), {
    ticket: { ticket: 'abc', factors: ['totp', 'passkey'] },
  });
  assert.deepEqual(federatedAnswer('gagal=federated_expired&lembaga=kemenkeu'), { refused: 'federated_expired' });
  assert.equal(federatedAnswer(''), undefined);
  assert.equal(federatedAnswer('isi'), undefined);
});
