/** Every profile over real HTTP: what a bank of that kind would receive. */
import assert from 'node:assert/strict';
import { createHmac, createVerify } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Account, TransferOrder, TransferService } from '../port.ts';
import { buildQris } from '../qris/build.ts';
import { bankRails } from '../snap/bank-rails.ts';
import { createSnapClient } from '../snap/client.ts';
import type { SnapBankConfig } from '../snap/config.ts';
import { referenceMeant } from '../snap/references.ts';
import { bodyHash } from '../snap/signature.ts';
import {
  ACCESS_TOKEN,
  keys,
  type Recorded,
  type RecordingBank,
  startRecordingBank,
} from '../testing/recording-bank.ts';
import { bca } from './bca.ts';
import { bni } from './bni.ts';
import { bri, briInterbankV1 } from './bri.ts';
import { btn } from './btn.ts';
import { standard } from './default.ts';
import { mandiri } from './mandiri.ts';
import { type BankProfile, changed } from './profile.ts';
import { profiles } from './profiles.ts';

/** An invented merchant's, of Rp350.000. */
const CODE = buildQris({
  initiation: 'DYNAMIC',
  accounts: [{ domain: 'ID.CO.CONTOH.WWW', merchantPan: '936000020000000017', merchantId: '19', criteria: 'UMI' }],
  nmid: 'ID1099999999991',
  criteria: 'UMI',
  mcc: '5943',
  amount: 350_000n,
  merchantName: 'TOKO CONTOH',
  merchantCity: 'JAKARTA',
  postCode: '10110',
});

let bank: RecordingBank;
let drawn = 41n;
before(async () => {
  bank = await startRecordingBank();
});
after(() => bank.close());

const REFERENCE = 'DS0123456789ABCDEF01234567';
const source: Account = { bankCode: '002', accountNo: '001901000378301', name: 'BPG SATKER CONTOH' };
const beneficiary: Account = { bankCode: '009', accountNo: '0098765432', name: 'CV PENYEDIA' };
const order = (changes: Partial<TransferOrder> = {}): TransferOrder => ({
  partnerReferenceNo: REFERENCE,
  source,
  beneficiary,
  amount: 1_500_000n,
  remark: `${REFERENCE} DS/2026/000123`,
  customerReference: REFERENCE,
  transactionDate: '2026-11-24T10:00:00+07:00',
  payee: { type: 'CORPORATION', resident: true, address: 'Jl. Contoh 1' },
  ...changes,
});

const configOf = (profile: BankProfile): SnapBankConfig => ({
  ...bank.config,
  profile,
  apiKey: 'kunci-api',
  apiSecret: 'rahasia-api',
  merchantId: '000901234',
  origin: 'digipay.example.go.id',
  device: { ipAddress: '10.1.2.3', deviceId: 'digipay', latitude: '-6.1754', longitude: '106.8272' },
  nextExternalId: async () => {
    drawn += 1n;
    return drawn;
  },
});
const railsOf = (profile: BankProfile) => bankRails(configOf(profile));

async function recorded(act: () => Promise<unknown>): Promise<Recorded> {
  const before = bank.requests.length;
  await act();
  const sent = bank.requests[before];
  assert.ok(sent);
  return sent;
}

const submitted = async (profile: BankProfile, changes: Partial<TransferOrder>) => {
  bank.answer(200, { responseCode: `200${changes.service}00`, referenceNo: 'R1' });
  return recorded(() => railsOf(profile).transfer.submit(order(changes)));
};
const info = ({ body }: Recorded) => (body.additionalInfo ?? {}) as Readonly<Record<string, unknown>>;

describe('every profile', () => {
  for (const profile of profiles.values()) {
    it(`${profile.id}: paths, signatures, clock and numbers are as the bank wants them`, async () => {
      for (const service of ['17', '18', '22', '23'] as const) {
        const sent = await submitted(profile, { service });
        assertSigned(sent, profile);
        const digits = profile.externalId[service] ?? profile.externalId.default;
        const externalId = String(sent.headers['x-external-id']);
        assert.match(externalId, /^\d+$/);
        assert.ok(externalId.length <= digits, externalId);
        const reference = String(sent.body.partnerReferenceNo);
        assert.ok(reference.length <= (profile.reference[service] ?? profile.reference.default), reference);
        assert.equal(referenceMeant(reference), REFERENCE);
        assert.ok(String(sent.body.remark).startsWith(REFERENCE));
        assert.ok(String(sent.body.remark).length <= profile.remark.length);
      }
      const token = bank.tokens.at(-1);
      assert.ok(token);
      const signed = `klien|${token.headers['x-timestamp']}`;
      const signature = Buffer.from(String(token.headers['x-signature']), profile.signatureEncoding);
      assert.ok(createVerify('sha256').update(signed).verify(keys.publicKey, signature));
    });
  }
});

/** Recomputed here and not with the client's own code. */
function assertSigned(sent: Recorded, profile: BankProfile): void {
  const { headers } = sent;
  const text = `${sent.method}:${sent.path}:${ACCESS_TOKEN}:${bodyHash(sent.text)}:${headers['x-timestamp']}`;
  const key = profile.hmacKey === 'apiSecret' ? 'rahasia-api' : 'rahasia-klien';
  assert.equal(headers['x-signature'], createHmac('sha512', key).update(text).digest(profile.signatureEncoding));
  assert.equal(headers.authorization, `Bearer ${ACCESS_TOKEN}`);
  const shape = profile.timestamp.startsWith('ms')
    ? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$/
    : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/;
  assert.match(String(headers['x-timestamp']), shape);
}

const pathsOf = async (profile: BankProfile, services: readonly TransferService[]) =>
  Promise.all(services.map(async (service) => (await submitted(profile, { service })).path));

describe('the standard', () => {
  it('has the paths of SNAP under the prefix of the connection, and all mandatory fields of SKN and RTGS', async () => {
    assert.deepEqual(await pathsOf(standard, ['17']), ['/snap/v1.0/transfer-intrabank']);
    for (const service of ['22', '23'] as const) {
      const sent = await submitted(standard, { service });
      assert.equal(sent.path, service === '22' ? '/snap/v1.0/transfer-rtgs' : '/snap/v1.0/transfer-skn');
      assert.deepEqual(sent.body, {
        partnerReferenceNo: REFERENCE,
        amount: { value: '1500000.00', currency: 'IDR' },
        beneficiaryAccountNo: '0098765432',
        currency: 'IDR',
        customerReference: REFERENCE,
        feeType: 'OUR',
        remark: `${REFERENCE} DS/2026/000123`,
        sourceAccountNo: source.accountNo,
        transactionDate: '2026-11-24T10:00:00+07:00',
        beneficiaryAccountName: 'CV PENYEDIA',
        beneficiaryBankCode: '009',
        beneficiaryAddress: 'Jl. Contoh 1',
        beneficiaryCustomerResidence: '1',
        beneficiaryCustomerType: '2',
        senderCustomerResidence: '1',
        senderCustomerType: '3',
      });
    }
  });

  it('signs in hex and in UTC when told so', async () => {
    const odd = changed(standard, { signatureEncoding: 'hex', timestamp: 'msZ' });
    const sent = await submitted(odd, { service: '17' });
    assert.match(String(sent.headers['x-signature']), /^[0-9a-f]{128}$/);
    assert.match(String(sent.headers['x-timestamp']), /Z$/);
  });
});

describe('BRI', () => {
  it('has its own paths, the BIC for BI-FAST, three digits for the switch, and short references', async () => {
    const fast = await submitted(bri, { service: '18', channel: 'BIFAST' });
    assert.equal(fast.path, '/interbank/snap/v2.0/transfer-interbank');
    assert.equal(fast.body.beneficiaryBankCode, 'BNINIDJA');
    assert.equal(String(fast.body.partnerReferenceNo).length, 20);
    assert.deepEqual(info(fast), {});
    const switched = await submitted(bri, { service: '18', channel: 'ONLINE' });
    assert.equal(switched.body.beneficiaryBankCode, '009');
    assert.deepEqual(await pathsOf(bri, ['17']), ['/intrabank/snap/v2.0/transfer-intrabank']);
    assert.deepEqual(await pathsOf(bri, ['22']), ['/rtgs/snap/v2.0/transfer-rtgs']);
    assert.deepEqual(await pathsOf(bri, ['23']), ['/snap/v1.0/transfer-sknbi']);
  });

  it('is spoken to in older words by interbank v1.0', async () => {
    const sent = await submitted(briInterbankV1, { service: '18' });
    assert.equal(sent.path, '/interbank/snap/v1.0/transfer-interbank');
    assert.equal(sent.body.beneficiaryAccountCode, '0098765432');
    assert.ok(!('beneficiaryAccountNo' in sent.body));
  });

  it('numbers a balance with nine digits of the counter, and does not believe one just after an order', async () => {
    const { transfer } = railsOf(bri);
    bank.answer(200, {
      responseCode: '2001100',
      accountInfos: {
        availableBalance: { value: '5.00', currency: 'IDR' },
        amount: { value: '4.00', currency: 'IDR' },
      },
    });
    const sent = await recorded(async () =>
      assert.deepEqual(await transfer.balance(source), { available: 5n, booked: 4n }),
    );
    assert.match(String(sent.headers['x-external-id']), /^0{6}\d{3}$|^\d{9}$/);
    assert.equal(BigInt(String(sent.headers['x-external-id'])), drawn);
    bank.answer(200, { responseCode: '2001700', referenceNo: 'R1' });
    await transfer.submit(order());
    assert.ok('unknown' in (await transfer.balance(source)));
  });

  it('is asked about an order under the code of BI-FAST when it does not know it under 18', async () => {
    bank.answer(200, ({ body }: Recorded) => ({
      responseCode: '2003600',
      latestTransactionStatus: body.serviceCode === '81' ? '00' : '07',
      originalReferenceNo: 'R1',
    }));
    const outcome = await railsOf(bri).transfer.status(REFERENCE, '18', 1_500_000n, order().transactionDate);
    assert.equal(outcome.kind, 'success');
    const kindWhen = async (answer: object) => {
      bank.answer(200, ({ body }: Recorded) =>
        body.serviceCode === '81' ? answer : { responseCode: '2003600', latestTransactionStatus: '07' },
      );
      return (await railsOf(bri).transfer.status(REFERENCE, '18', 1_500_000n, order().transactionDate)).kind;
    };
    assert.equal(await kindWhen({ responseCode: '2003600', latestTransactionStatus: '07' }), 'not_found');
    assert.equal(await kindWhen({}), 'unknown');
  });

  it('gets no reference that would have to be cut off', async () => {
    const outcome = await railsOf(bri).transfer.submit(order({ partnerReferenceNo: 'BUKAN-ACUAN-KAMI-YANG-PANJANG' }));
    assert.deepEqual(outcome, {
      kind: 'refused',
      code: '4001702'.replace('17', '18'),
      message: 'Invalid Mandatory Field partnerReferenceNo',
      service: '18',
    });
  });
});

describe('BNI and BTN', () => {
  it('sign with a second pair of credentials and tell what the bank asks for', async () => {
    const sent = await submitted(bni, { service: '17' });
    assert.equal(sent.path, '/snap-service/v1/transfer-intrabank');
    assert.equal(bank.tokens.at(-1)?.path, '/snap/v1/access-token/b2b');
    assert.equal(sent.headers['x-partner-id'], 'kunci-api');
    assert.equal(sent.headers['x-device-id'], 'digipay');
    assert.equal(sent.headers['x-ip-address'], '10.1.2.3');
    assert.match(String(sent.headers['x-external-id']), /^\d{19}$/);
    const other = await submitted(btn, { service: '17' });
    assert.equal(other.headers.origin, 'digipay.example.go.id');
    assert.match(String(other.headers['x-external-id']), /^\d{16}$/);
  });

  it('are not connected without them', () => {
    assert.throws(
      () => createSnapClient({ ...bank.config, profile: bni }),
      /bni needs apiKey, apiSecret, device, nextExternalId/,
    );
    assert.throws(() => createSnapClient({ ...bank.config, profile: btn }), /btn needs apiKey, apiSecret, origin/);
  });
});

describe('Bank Mandiri', () => {
  it('mixes versions, and wants sender and payee in additionalInfo', async () => {
    const sent = await submitted(mandiri, { service: '17', beneficiary: { ...beneficiary, bankCode: '002' } });
    assert.equal(sent.path, '/openapi/transactions/v2.0/transfer-intrabank');
    assert.deepEqual(info(sent), {
      senderAccountNo: source.accountNo,
      senderName: source.name,
      senderCountry: 'ID',
      senderCustomerType: '3',
      beneficiaryAccountName: 'CV PENYEDIA',
      beneficiaryCustomerType: '2',
    });
    assert.deepEqual(await pathsOf(mandiri, ['22']), ['/openapi/transactions/v2.1/transfer-rtgs']);
    assert.deepEqual(await pathsOf(mandiri, ['23']), ['/openapi/transactions/v2.0/transfer-skn']);
    assert.equal(bank.tokens.at(-1)?.path, '/openapi/auth/v2.0/access-token/b2b');
  });
});

describe('a code that an acquirer made', () => {
  it('is shown to nobody when it asks for another amount, or is none', async () => {
    const { qr } = railsOf(standard);
    const made = async (qrContent: string, amount: bigint) => {
      bank.answer(200, { responseCode: '2004700', qrContent, referenceNo: 'R1' });
      return qr.generate({
        partnerReferenceNo: REFERENCE,
        amount,
        merchantId: 'M',
        validUntil: '2030-01-01T00:00:00+07:00',
      });
    };
    assert.equal((await made(CODE, 350_000n)).qrContent, CODE);
    for (const wrong of [await made(CODE, 350_001n), await made(`${CODE.slice(0, -1)}x`, 350_000n)]) {
      assert.equal(wrong.kind, 'unknown');
      assert.equal(wrong.qrContent, undefined);
    }
  });
});

describe('BCA', () => {
  it('is told the clearing, and gets a remark without signs of 36 characters', async () => {
    const fast = await submitted(bca, { service: '18', channel: 'BIFAST' });
    assert.equal(fast.path, '/openapi/v2.0/transfer-interbank');
    assert.deepEqual(info(fast), { transferType: '2', purposeCode: '03' });
    assert.equal(fast.body.remark, `${REFERENCE} DS 2026 0`);
    assert.equal(fast.body.beneficiaryBankCode, 'BNINIDJA');
    assert.equal(fast.headers['channel-id'], '95051');
    const switched = await submitted(bca, { service: '18', channel: 'ONLINE' });
    assert.deepEqual(info(switched), { transferType: '1' });
    const unnamed = await submitted(bca, { service: '23', beneficiary: { ...beneficiary, bankCode: '542' } });
    assert.equal(unnamed.body.beneficiaryBankCode, '542');
  });

  it('asks for a name with the reference of the transfer that follows', async () => {
    bank.answer(200, { responseCode: '2001600', beneficiaryAccountName: 'CV PENYEDIA', referenceNo: 'Q7' });
    const { transfer } = railsOf(bca);
    const intended = { partnerReferenceNo: REFERENCE, amount: 1_500_000n, channel: 'BIFAST' } as const;
    const sent = await recorded(async () =>
      assert.deepEqual(await transfer.inquire(beneficiary, source, intended), {
        kind: 'found',
        name: 'CV PENYEDIA',
        referenceNo: 'Q7',
      }),
    );
    assert.equal(sent.path, '/openapi/v2.0/account-inquiry-external');
    assert.equal(sent.body.partnerReferenceNo, REFERENCE);
    assert.deepEqual(info(sent), {
      inquiryService: '2',
      purposeCode: '03',
      sourceAccountNo: source.accountNo,
      amount: { value: '1500000.00', currency: 'IDR' },
    });
  });

  it('is asked about an order with the X-EXTERNAL-ID of that order', async () => {
    const sent = await submitted(bca, { service: '17' });
    bank.answer(200, { responseCode: '2003600', latestTransactionStatus: '00', originalReferenceNo: 'R1' });
    const asked = await recorded(() =>
      railsOf(bca).transfer.status(REFERENCE, '17', 1_500_000n, order().transactionDate),
    );
    assert.equal(asked.body.originalExternalId, sent.headers['x-external-id']);
    assert.notEqual(asked.headers['x-external-id'], sent.headers['x-external-id']);
  });

  it('is not sent an order to another bank without the address it wants', async () => {
    const outcome = await railsOf(bca).transfer.submit(
      order({ service: '23', payee: { type: 'INDIVIDUAL', resident: true } }),
    );
    assert.ok(outcome.kind === 'refused');
    assert.equal(outcome.code, '4002302');
  });

  it('gives statements of whole days, and codes as text within its times', async () => {
    bank.answer(200, { responseCode: '2001400', detailData: [] });
    const statement = await recorded(() =>
      Array.fromAsync(
        railsOf(bca).transfer.statement(source, '2026-11-23T09:00:00+07:00', '2026-11-24T10:00:00+07:00'),
      ),
    );
    assert.equal(statement.body.fromDateTime, '2026-11-23T00:00:00+07:00');
    assert.equal(statement.body.toDateTime, '2026-11-24T00:00:00+07:00');
    bank.answer(200, { responseCode: '2004700', qrContent: CODE, referenceNo: 'R1' });
    const code = await recorded(() =>
      railsOf(bca).qr.generate({
        partnerReferenceNo: REFERENCE,
        amount: 350_000n,
        merchantId: '000901234',
        validUntil: '2020-01-01T00:00:00+07:00',
      }),
    );
    assert.deepEqual(info(code), { qrOption: 'C' });
    assert.equal(code.headers['channel-id'], '95251');
    assert.equal(code.headers['x-partner-id'], '000901234');
    assert.ok(Date.parse(String(code.body.validityPeriod)) > Date.now() + 4 * 60_000);
  });
});
