import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testCardNumber } from './cards/card.ts';
import { seedBank } from './seed.ts';
import { emptyDatabase } from './testing/database.ts';
import { type PartnerKeys, startNoticeReceiver, TestPartner } from './testing/partner.ts';
import {
  CARD_CODE,
  CARD_EXPIRY,
  CARD_TOKEN,
  eventually,
  rsaPair,
  SOURCE,
  testSeed,
  VENDOR,
} from './testing/sandbox.ts';
import { wibTimestamp } from './time.ts';

const KILLS = 3;
const TRANSFERS_PER_ROUND = 60;
const PROGRAM = fileURLToPath(new URL('testing/process.ts', import.meta.url));

test('killed at any moment, the bank keeps every answered payment, books each once, and still tells its partner', async () => {
  const database = await emptyDatabase();
  const notices = await startNoticeReceiver();
  const partnerPair = rsaPair();
  const bankPair = rsaPair();
  const keys: PartnerKeys = {
    clientId: 'platform-uji-01',
    clientSecret: 'rahasia-uji-0123456789',
    partnerId: 'PLATFORM-UJI',
    privateKeyPem: partnerPair.privateKeyPem,
  };
  const config = JSON.stringify({
    databaseUrl: database.url,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://bank.test',
    keys: { bankPrivateKeyPem: bankPair.privateKeyPem, bankPublicKeyPem: bankPair.publicKeyPem },
  });
  let running: ChildProcess | null = null;
  const start = async (): Promise<string> => {
    const child = spawn(process.execPath, [PROGRAM, config], { stdio: ['ignore', 'pipe', 'inherit'] });
    running = child;
    const [line] = await once(child.stdout, 'data');
    return String(line).trim();
  };
  const kill = async (): Promise<void> => {
    const gone = running === null ? null : once(running, 'exit');
    running?.kill('SIGKILL');
    await gone;
  };

  try {
    await seedBank(database.url, testSeed(partnerPair.publicKeyPem, keys, notices.url));
    const answered = new Set<string>();
    const sent: string[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      const partner = new TestPartner(await start(), keys);
      await partner.signIn();
      const transfers = Array.from({ length: TRANSFERS_PER_ROUND }, (_, index) => {
        const partnerReferenceNo = `MATI${round}-${index}`;
        sent.push(partnerReferenceNo);
        const body = {
          partnerReferenceNo,
          amount: { value: '100.00', currency: 'IDR' },
          beneficiaryAccountNo: VENDOR,
          sourceAccountNo: SOURCE,
          transactionDate: wibTimestamp(new Date()),
        };
        return partner.call('/transfer-intrabank', body).then(
          (reply) => reply.status === 200 && answered.add(partnerReferenceNo),
          () => undefined,
        );
      });
      await eventually(() => answered.size >= round * TRANSFERS_PER_ROUND * 0.2 + 5);
      await kill();
      await Promise.all(transfers);
    }

    // A payment by card whose notice cannot be delivered before the last kill.
    notices.answerNext(...Array.from({ length: 50 }, () => 503));
    let url = await start();
    let partner = new TestPartner(url, keys);
    await partner.signIn();
    const opened = await partner.call('/debit/payment-host-to-host', {
      partnerReferenceNo: 'MATI-KARTU',
      bankCardToken: CARD_TOKEN,
      amount: { value: '5000.00', currency: 'IDR' },
      urlParams: [{ url: 'http://toko.test/', type: 'PAY_RETURN', isDeeplink: 'N' }],
      additionalInfo: { beneficiaryBankCode: '002', beneficiaryAccountNo: VENDOR },
    });
    const page = url + new URL(String(opened.body.webRedirectUrl)).pathname;
    const submit = (path: string, fields: Record<string, string>) =>
      fetch(page + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    await submit('/kartu', { number: testCardNumber(CARD_TOKEN, '1111'), expiry: CARD_EXPIRY });
    await submit('/kode', { code: CARD_CODE });
    await kill();
    const before = notices.received.length;

    url = await start();
    partner = new TestPartner(url, keys);
    await partner.signIn();
    let paid = 0;
    for (const reference of sent) {
      const told = await partner.call('/transfer/status', { originalPartnerReferenceNo: reference, serviceCode: '17' });
      const isPaid = told.body.latestTransactionStatus === '00';
      if (isPaid) paid += 1;
      else assert.equal(told.body.responseCode, '4043601', 'a transfer is whole or absent');
      if (answered.has(reference)) assert.ok(isPaid, `${reference} was answered and must be paid`);
    }
    const account = await (await fetch(`${url}/simulasi/accounts/002/${VENDOR}`)).json();
    assert.equal((account as { balance: string }).balance, String(paid * 100 + 5_000));
    const check = await (await fetch(`${url}/simulasi/ledger-check`)).json();
    assert.equal((check as { balanced: boolean }).balanced, true);
    await eventually(() => notices.received.length > before, 30_000);
    assert.equal(notices.received.at(-1)?.body.originalPartnerReferenceNo, 'MATI-KARTU');
  } finally {
    await kill();
    await notices.close();
    await database.drop();
  }
});
