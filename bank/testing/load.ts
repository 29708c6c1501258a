/**
 * Measures how many transfers the bank answers per second on this computer, the bank in a process of its own:
 * `node bank/testing/load.ts [seconds] [requests at a time] [paying accounts]`. One in three goes to another bank.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { seedBank } from '../seed.ts';
import { wibTimestamp } from '../time.ts';
import { emptyDatabase } from './database.ts';
import { type PartnerKeys, startNoticeReceiver, TestPartner } from './partner.ts';
import { OTHER_BANK_VENDOR, rsaPair, testSeed, VENDOR } from './sandbox.ts';

const [seconds = 15, atOnce = 16, sources = 20] = process.argv.slice(2).map(Number);
const PROGRAM = fileURLToPath(new URL('process.ts', import.meta.url));

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
const seed = testSeed(partnerPair.publicKeyPem, keys, notices.url);
const payers = Array.from({ length: sources }, (_, index) => `0019010005${String(index).padStart(5, '0')}`);
await seedBank(database.url, {
  ...seed,
  accounts: [
    ...seed.accounts,
    ...payers.map((accountNo) => ({
      bankCode: '002',
      accountNo,
      name: 'BPG SATKER UKUR',
      openingBalance: '900000000000',
      kind: 'GIRO' as const,
      partnerId: keys.partnerId,
    })),
  ],
});

const config = {
  databaseUrl: database.url,
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'http://bank.test',
  keys: { bankPrivateKeyPem: bankPair.privateKeyPem, bankPublicKeyPem: bankPair.publicKeyPem },
};
const bank: ChildProcess = spawn(process.execPath, [PROGRAM, JSON.stringify(config)], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  if (bank.stdout === null) throw new Error('bank has no output');
  const [line] = await once(bank.stdout, 'data');
  const url = String(line).trim();
  const partner = new TestPartner(url, keys);
  await partner.signIn();
  await run(partner, 1_000, 'warm');

  const took: number[] = [];
  const began = performance.now();
  await run(partner, seconds * 1_000, 'load', took);
  const elapsed = (performance.now() - began) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number) => `${(took[Math.floor(took.length * share)] ?? 0).toFixed(1)} ms`;
  const check = (await (await fetch(`${url}/simulasi/ledger-check`)).json()) as { balanced: boolean };
  console.log(
    `${(took.length / elapsed).toFixed(0)} transfers/s (${took.length} in ${elapsed.toFixed(1)} s, ${atOnce} at a time, ` +
      `${sources} accounts), median ${at(0.5)}, 99% ${at(0.99)}; books balanced: ${check.balanced}`,
  );
} finally {
  bank.kill();
  await notices.close();
  await database.drop();
}

async function run(partner: TestPartner, forMs: number, name: string, took: number[] = []): Promise<void> {
  const until = performance.now() + forMs;
  let sequence = 0;
  const worker = async () => {
    while (performance.now() < until) {
      const index = sequence++;
      const outside = index % 3 === 0;
      const started = performance.now();
      const reply = await partner.call(outside ? '/transfer-interbank' : '/transfer-intrabank', {
        partnerReferenceNo: `UKUR-${name}-${index}`,
        amount: { value: '1000.00', currency: 'IDR' },
        beneficiaryAccountNo: outside ? OTHER_BANK_VENDOR : VENDOR,
        ...(outside ? { beneficiaryBankCode: '014', beneficiaryAccountName: 'CV PENYEDIA 5432' } : {}),
        sourceAccountNo: payers[index % payers.length],
        transactionDate: wibTimestamp(new Date()),
        remark: 'UKUR',
      });
      if (reply.status !== 200) throw new Error(`transfer answered ${reply.status}: ${JSON.stringify(reply.body)}`);
      took.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
