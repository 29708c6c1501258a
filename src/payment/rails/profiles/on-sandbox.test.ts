/** What each profile sends, at its standard paths, to a bank that checks it: the sandbox stands for the server we do not have. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { OTHER_BANK_VENDOR } from '../../../../bank/testing/sandbox.ts';
import {
  account,
  freshReference,
  inMinutes,
  type SandboxRails,
  satker,
  startSandboxRails,
  vendor,
} from '../../../../test/support/sandbox-rails.ts';
import type { TransferOrder } from '../port.ts';
import { bankRails } from '../snap/bank-rails.ts';
import { externalIdOf } from '../snap/wire.ts';
import { changed } from './profile.ts';
import { profiles } from './profiles.ts';

let bank: SandboxRails;
let drawn = 0n;
before(async () => {
  bank = await startSandboxRails();
});
after(() => bank?.close());

/** Where a bank has other addresses or names of fields than the standard, the sandbox has not. */
const atStandardPaths = { prefix: '/snap/v1.0', tokenPath: null, rename: {} };
const other = account(OTHER_BANK_VENDOR, '014', 'CV PENYEDIA 5432');

describe('a bank of the standard', () => {
  for (const given of profiles.values()) {
    const profile = { ...changed(given, atStandardPaths), paths: {}, methods: {}, rename: {} };
    it(`takes what ${given.id} sends: name check, orders, status and statement`, async () => {
      const { transfer } = bankRails({
        ...bank.config,
        profile,
        apiKey: bank.config.partnerId,
        apiSecret: bank.config.clientSecret,
        origin: 'digipay.example.go.id',
        device: { ipAddress: '10.1.2.3', deviceId: 'digipay', latitude: '-6.1754', longitude: '106.8272' },
        nextExternalId: async () => {
          drawn += 1n;
          return drawn;
        },
      });
      const order = (changes: Partial<TransferOrder>): TransferOrder => {
        const partnerReferenceNo = freshReference();
        return {
          partnerReferenceNo,
          source: satker,
          beneficiary: vendor,
          amount: 21_000n,
          remark: `${partnerReferenceNo} DS/2026/7`,
          customerReference: partnerReferenceNo,
          transactionDate: inMinutes(0),
          ...changes,
        };
      };
      const within = order({ service: '17' });
      const across = order({ service: '18', channel: 'ONLINE', beneficiary: other });
      for (const [one, payee] of [
        [within, vendor],
        [across, other],
      ] as const) {
        const { partnerReferenceNo, amount, transactionDate, service = '17' } = one;
        const name = await transfer.inquire(payee, satker, { partnerReferenceNo, amount, channel: 'ONLINE' });
        assert.equal(name.kind, 'found', name.message ?? '');
        const outcome = await transfer.submit(one);
        assert.equal(outcome.kind, 'success', service);
        const again = await transfer.submit(one);
        // Whoever repeats an X-EXTERNAL-ID that follows from the reference is told so, and asks.
        assert.equal(again.kind, profile.externalIdFollowsReference ? 'unknown' : 'success');
        assert.equal((await transfer.status(partnerReferenceNo, service, amount, transactionDate)).kind, 'success');
      }
      const lines = await Array.fromAsync(transfer.statement(satker, inMinutes(-1_440), inMinutes(1_440)));
      const mine = lines.filter(({ remark }) => remark.replace(/\s/g, '').includes(within.partnerReferenceNo));
      assert.equal(mine.length, 1);
      assert.equal(externalIdOf(within.partnerReferenceNo, within.transactionDate).length, 30);
    });
  }
});
