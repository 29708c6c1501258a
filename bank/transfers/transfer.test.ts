import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { seedBank } from '../seed.ts';
import {
  eventually,
  OPENING,
  OTHER_BANK_VENDOR,
  POOR_SOURCE,
  rsaPair,
  type Sandbox,
  SOURCE,
  startSandbox,
  VENDOR,
} from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

let sequence = 0;
const newReference = () => {
  sequence += 1;
  return `UJI${Date.now()}${sequence}`;
};

function order(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    partnerReferenceNo: newReference(),
    amount: { value: '10000.00', currency: 'IDR' },
    beneficiaryAccountNo: VENDOR,
    sourceAccountNo: SOURCE,
    transactionDate: wibTimestamp(new Date()),
    remark: 'BELANJA ATK',
    ...changes,
  };
}

const transfer = (changes: Record<string, unknown> = {}) => sandbox.partner.call('/transfer-intrabank', order(changes));
const codeOf = async (reply: Promise<{ body: Record<string, unknown> }>) => (await reply).body.responseCode;
const status = (partnerReferenceNo: unknown, serviceCode = '17') =>
  sandbox.partner.call('/transfer/status', { originalPartnerReferenceNo: partnerReferenceNo, serviceCode });

describe('access token', () => {
  test('is given for a correct RSA signature and lives 900 seconds', async () => {
    const reply = await sandbox.partner.signIn();
    assert.equal(reply.status, 200);
    assert.equal(reply.body.responseCode, '2007300');
    assert.equal(reply.body.expiresIn, '900');
  });

  test('is refused for a signature by another key, and for a clock ten minutes off', async () => {
    assert.equal(await codeOf(sandbox.partner.signIn(rsaPair().privateKeyPem)), '4017300');
    const tenMinutesAgo = new Date(Date.now() - 600_000);
    assert.equal(await codeOf(sandbox.partner.signIn(sandbox.keys.privateKeyPem, tenMinutesAgo)), '4017300');
  });
});

describe('the gate', () => {
  const body = { accountNo: SOURCE };

  test('refuses a body that was changed after signing', async () => {
    const sentBody = JSON.stringify({ accountNo: POOR_SOURCE });
    assert.equal(await codeOf(sandbox.partner.call('/balance-inquiry', body, { sentBody })), '4011100');
  });

  test('accepts white space between tokens and a signature in hex', async () => {
    const pretty = `{\n  "accountNo": "${SOURCE}"\r\n}`;
    assert.equal(await codeOf(sandbox.partner.call('/balance-inquiry', pretty, { hexSignature: true })), '2001100');
  });

  test('names the header that is missing before it looks at anything else', async () => {
    const reply = await sandbox.partner.call('/balance-inquiry', body, { without: 'CHANNEL-ID', token: 'x' });
    assert.equal(reply.body.responseCode, '4001102');
    assert.equal(reply.body.responseMessage, 'Invalid Mandatory Field CHANNEL-ID');
  });

  test('refuses malformed headers, unknown partners, missing and foreign tokens, each with its own code', async () => {
    const call = (headers: Record<string, string>) =>
      codeOf(sandbox.partner.call('/balance-inquiry', body, { headers }));
    assert.equal(await call({ 'X-EXTERNAL-ID': 'abc' }), '4001101');
    assert.equal(await call({ 'X-TIMESTAMP': 'kemarin' }), '4001101');
    assert.equal(await call({ 'X-PARTNER-ID': 'SIAPA' }), '4011100');
    assert.equal(await call({ 'X-TIMESTAMP': wibTimestamp(new Date(Date.now() - 400_000)) }), '4011100');
    assert.equal(await codeOf(sandbox.partner.call('/balance-inquiry', body, { token: 'lain' })), '4011101');
    assert.equal(await codeOf(sandbox.partner.call('/balance-inquiry', body, { without: 'Authorization' })), '4011103');
  });

  test('refuses an X-EXTERNAL-ID that was used today, whatever the body', async () => {
    const headers = { 'X-EXTERNAL-ID': sandbox.partner.externalId() };
    assert.equal(await codeOf(sandbox.partner.call('/balance-inquiry', body, { headers })), '2001100');
    assert.equal(
      await codeOf(transfer({}).then(() => sandbox.partner.call('/balance-inquiry', {}, { headers }))),
      '4091100',
    );
  });

  test('answers bad JSON, missing and malformed fields without a 500', async () => {
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', '{"a":')), '4001700');
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', '[]')), '4001700');
    assert.equal(await codeOf(transfer({ sourceAccountNo: '' })), '4001702');
    assert.equal(await codeOf(transfer({ amount: { value: '10000.50', currency: 'IDR' } })), '4001701');
    assert.equal(await codeOf(transfer({ amount: { value: '-1.00', currency: 'IDR' } })), '4001701');
    assert.equal(await codeOf(sandbox.partner.call('/balance-inquiry', 'x'.repeat(1_100_000))), '4001100');
    assert.equal(
      await codeOf(sandbox.partner.call('/balance-inquiry', body, { headers: { 'Content-Type': 'text/plain' } })),
      '4001101',
    );
  });

  test('refuses a service that is not in the contract', async () => {
    const [partner] = sandbox.seed.partners;
    assert.ok(partner);
    await seedBank(sandbox.databaseUrl, { partners: [{ ...partner, services: ['11'] }], accounts: [], cards: [] });
    try {
      assert.equal(await codeOf(transfer()), '4031701');
    } finally {
      await seedBank(sandbox.databaseUrl, { ...sandbox.seed });
    }
  });
});

describe('name check', () => {
  test('gives the name of an account at the same bank and at another', async () => {
    const inside = await sandbox.partner.call('/account-inquiry-internal', { beneficiaryAccountNo: VENDOR });
    assert.equal(inside.body.beneficiaryAccountName, 'CV PENYEDIA 3301');
    const outside = await sandbox.partner.call('/account-inquiry-external', {
      beneficiaryBankCode: '014',
      beneficiaryAccountNo: OTHER_BANK_VENDOR,
    });
    assert.equal(outside.body.beneficiaryAccountName, 'CV PENYEDIA 5432');
  });

  test('knows no account under a foreign number, and gives another name for …9007', async () => {
    const ask = (beneficiaryAccountNo: string) =>
      sandbox.partner.call('/account-inquiry-internal', { beneficiaryAccountNo });
    assert.equal(await codeOf(ask('123')), '4041511');
    assert.equal(await codeOf(ask('888801000009001')), '4041511');
    assert.equal((await ask('888801000009007')).body.beneficiaryAccountName, 'NAMA LAIN (SIMULASI)');
  });
});

describe('transfer', () => {
  test('moves the amount once and tells so afterwards', async () => {
    const before = await sandbox.balance('002', VENDOR);
    const request = order();
    const reply = await sandbox.partner.call('/transfer-intrabank', request);
    assert.equal(reply.status, 200);
    assert.equal(reply.body.responseCode, '2001700');
    assert.equal(await sandbox.balance('002', VENDOR), before + 10_000n);
    const told = await status(request.partnerReferenceNo);
    assert.equal(told.body.latestTransactionStatus, '00');
    assert.equal(told.body.originalReferenceNo, reply.body.referenceNo);
  });

  test('reaches another bank through both clearing books', async () => {
    const before = await sandbox.balance('014', OTHER_BANK_VENDOR);
    const reply = await sandbox.partner.call('/transfer-interbank', {
      ...order({ beneficiaryAccountNo: OTHER_BANK_VENDOR }),
      beneficiaryBankCode: '014',
      beneficiaryAccountName: 'CV PENYEDIA 5432',
    });
    assert.equal(reply.body.responseCode, '2001800');
    assert.equal(await sandbox.balance('014', OTHER_BANK_VENDOR), before + 10_000n);
    assert.equal(await sandbox.ledgerIsBalanced(), true);
  });

  test('repeated with the same reference is a duplicate; with another amount it is inconsistent', async () => {
    const request = order();
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '2001700');
    const before = await sandbox.balance('002', VENDOR);
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '4091701');
    const changed = { ...request, amount: { value: '10001.00', currency: 'IDR' } };
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', changed)), '4041718');
    assert.equal(await sandbox.balance('002', VENDOR), before);
  });

  test('is refused without funds, stays failed in status, and may then be tried again', async () => {
    const request = order({ sourceAccountNo: POOR_SOURCE });
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '4031714');
    const told = await status(request.partnerReferenceNo);
    assert.equal(told.body.latestTransactionStatus, '06');
    assert.equal(told.body.previousResponseCode, '4031714');
    const again = { ...request, amount: { value: '500.00', currency: 'IDR' } };
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', again)), '2001700');
  });

  test('does not debit an account that is not in the contract', async () => {
    assert.equal(await codeOf(transfer({ sourceAccountNo: VENDOR, beneficiaryAccountNo: SOURCE })), '4041711');
  });

  test('above the interbank ceiling is refused', async () => {
    const request = {
      ...order({ beneficiaryAccountNo: OTHER_BANK_VENDOR, amount: { value: '250000001.00', currency: 'IDR' } }),
      beneficiaryBankCode: '014',
      beneficiaryAccountName: 'X',
    };
    assert.equal(await codeOf(sandbox.partner.call('/transfer-interbank', request)), '4031802');
  });

  test('sent fifty times at once with one reference moves money once', async () => {
    const before = await sandbox.balance('002', VENDOR);
    const request = order({ amount: { value: '7777.00', currency: 'IDR' } });
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => sandbox.partner.call('/transfer-intrabank', request)),
    );
    const codes = replies.map((reply) => reply.body.responseCode);
    assert.equal(codes.filter((code) => code === '2001700').length, 1);
    assert.equal(codes.filter((code) => code === '4091701').length, 49);
    assert.equal(await sandbox.balance('002', VENDOR), before + 7_777n);
  });

  test('many at once in both directions between banks never block each other and stay balanced', async () => {
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        index % 2 === 0
          ? transfer({ amount: { value: '1.00', currency: 'IDR' } })
          : sandbox.partner.call('/transfer-interbank', {
              ...order({ beneficiaryAccountNo: OTHER_BANK_VENDOR, amount: { value: '1.00', currency: 'IDR' } }),
              beneficiaryBankCode: '014',
              beneficiaryAccountName: 'X',
            }),
      ),
    );
    assert.ok(replies.every((reply) => reply.status === 200));
    assert.equal(await sandbox.ledgerIsBalanced(), true);
  });
});

describe('trigger accounts', () => {
  const to = (suffix: string) => order({ beneficiaryAccountNo: `88880100000${suffix}` });

  test('refuse a transfer with the code of their suffix', async () => {
    const expected = {
      9001: '4041711',
      9002: '4031718',
      9003: '4031709',
      9004: '4031705',
      9005: '4031703',
      9006: '4031702',
    };
    for (const [suffix, code] of Object.entries(expected)) {
      assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', to(suffix))), code);
    }
  });

  test('…9008 is in progress, holds the money, then succeeds', async () => {
    const request = to('9008');
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '2021700');
    assert.equal((await status(request.partnerReferenceNo)).body.latestTransactionStatus, '03');
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '2021700');
    await eventually(async () => (await status(request.partnerReferenceNo)).body.latestTransactionStatus === '00');
    assert.equal(await sandbox.balance('002', '888801000009008'), 10_000n);
  });

  test('…9009 is in progress, then fails and gives the money free', async () => {
    const before = await sandbox.balance('002', SOURCE);
    const request = to('9009');
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '2021700');
    await eventually(async () => (await status(request.partnerReferenceNo)).body.latestTransactionStatus === '06');
    assert.equal(await sandbox.balance('002', SOURCE), before);
    const balance = await sandbox.partner.call('/balance-inquiry', { accountNo: SOURCE });
    assert.deepEqual((balance.body.accountInfos as { holdAmount: unknown }[])[0]?.holdAmount, {
      value: '0.00',
      currency: 'IDR',
    });
  });

  test('…9010 answers 504 although it paid', async () => {
    const request = to('9010');
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '5041700');
    assert.equal((await status(request.partnerReferenceNo)).body.latestTransactionStatus, '00');
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '4091701');
  });

  test('…9011 answers 504 and did not pay', async () => {
    const request = to('9011');
    assert.equal(await codeOf(sandbox.partner.call('/transfer-intrabank', request)), '5041700');
    assert.equal(await codeOf(status(request.partnerReferenceNo)), '4043601');
    assert.equal(await sandbox.balance('002', '888801000009011'), 0n);
  });

  test('…9012 pays and cuts the connection', async () => {
    const request = to('9012');
    await assert.rejects(sandbox.partner.call('/transfer-intrabank', request));
    assert.equal((await status(request.partnerReferenceNo)).body.latestTransactionStatus, '00');
  });
});

test('seeding again changes no balance, and the books are whole', async () => {
  const before = await sandbox.balance('002', SOURCE);
  assert.ok(before < OPENING);
  await seedBank(sandbox.databaseUrl, sandbox.seed);
  assert.equal(await sandbox.balance('002', SOURCE), before);
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});
