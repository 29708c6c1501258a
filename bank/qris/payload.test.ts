import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { crc16 } from './crc.ts';
import { registrationOf } from './merchant.ts';
import { readCode, writeCode } from './payload.ts';
import { readTlv } from './tlv.ts';

interface QrVector {
  readonly id: string;
  readonly payload: string;
  readonly crc: string;
  readonly crcComputed?: string;
  readonly crcValid: boolean;
  readonly tlvValid: boolean;
  readonly tags?: readonly (readonly [string, string])[];
  readonly expect?: string;
}

interface Vectors {
  readonly crc16: readonly { readonly input: string; readonly crc: string }[];
  readonly qris: readonly QrVector[];
}

const FILE = new URL('../../../shared/domain/snap-vectors.json', import.meta.url);

function vectors(): Vectors | null {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Vectors;
  } catch {
    console.warn('SKIPPED: snap-vectors.json is not beside the repository; QRIS payloads were NOT checked against it');
    return null;
  }
}

const given = vectors();
const whenGiven = { skip: given === null ? 'snap-vectors.json absent' : false };
/** A sound QRIS code of another currency and country: read as EMV, refused as QRIS. */
const FOREIGN = 'qris-emvco-example';

test('CRC-16/CCITT-FALSE', () => {
  assert.equal(crc16('123456789'), '29B1');
  assert.equal(crc16(''), 'FFFF');
});

test('every CRC of the vectors: the check values, and the value each payload ought to carry', whenGiven, () => {
  assert.ok(given);
  for (const { input, crc } of given.crc16) assert.equal(crc16(input), crc);
  for (const { id, payload, crc, crcComputed } of given.qris) {
    assert.equal(crc16(payload.slice(0, -4)), crcComputed ?? crc, id);
  }
});

test('every payload of the vectors is read, or refused, as the file says', whenGiven, () => {
  assert.ok(given);
  assert.equal(given.qris.length, 16);
  for (const { id, payload, crcValid, tlvValid, tags } of given.qris) {
    const read = readTlv(payload);
    assert.equal(read !== null, tlvValid, id);
    if (tags !== undefined) assert.deepEqual([...(read ?? [])], tags, id);
    const code = readCode(payload);
    assert.equal(code.ok, crcValid && tlvValid && id !== FOREIGN, `${id} ${code.ok ? '' : code.reason}`);
  }
  assert.deepEqual(readCode(payloadOf(FOREIGN)), { ok: false, reason: 'currency is not rupiah' });
});

test('what the vectors carry is understood', whenGiven, () => {
  const code = (id: string) => {
    const read = readCode(payloadOf(id));
    assert.ok(read.ok, id);
    return read.code;
  };
  const own = code('qris-own-dynamic');
  assert.equal(own.isDynamic, true);
  assert.equal(own.amount, 350_000n);
  assert.equal(own.billNo, 'INV2025000123');
  assert.equal(own.reference, '20251127000010');
  assert.equal(own.terminalId, 'A01');
  assert.equal(own.nmid, 'ID1099999999991');
  assert.equal(own.criteria, 'UMI');
  assert.deepEqual(own.merchantAccounts, [{ domain: 'ID.CO.CONTOH.WWW', pan: '936000020000000017' }]);
  assert.equal(code('qris-own-static').amount, null);
  assert.equal(code('qris-dynamic-fixed-tip-zero').tip, 500n);
  assert.equal(code('qris-dynamic-tip-prompt').tip, null);
  assert.equal(code('qris-dynamic-tip-percent').tip, 3_500n);
  assert.equal(code('qris-own-tip-percent').tip, 2_500n);
  assert.equal(code('qris-dynamic-no-tip').tip, 0n);
  assert.equal(code('qris-transfer-p2p').isTransfer, true);
  assert.equal(own.isTransfer, false);
});

function payloadOf(id: string): string {
  const found = given?.qris.find((vector) => vector.id === id);
  assert.ok(found, id);
  return found.payload;
}

const account = { bankCode: '002', accountNo: '888801000003301', name: 'CV PENYEDIA ATK BERKAH SEJAHTERA ABADI' };
const merchant = { ...registrationOf(account), bankCode: '002' };

test('a written code reads back, whatever the amount', () => {
  for (const amount of [1n, 350_000n, 9_999_999n, null]) {
    const payload = writeCode({ merchant, amount, billNo: 'INV-1', reference: 'DGP0001', terminalId: 'T1' });
    const read = readCode(payload);
    assert.ok(read.ok);
    assert.equal(read.code.amount, amount);
    assert.equal(read.code.isDynamic, amount !== null);
    assert.equal(read.code.billNo, 'INV-1');
    assert.equal(read.code.reference, 'DGP0001');
    assert.equal(read.code.nmid, merchant.nmid);
    assert.deepEqual(read.code.merchantAccounts[0]?.pan, merchant.merchantPan);
  }
});

test('any changed character is noticed', () => {
  const payload = writeCode({ merchant, amount: 350_000n, billNo: 'INV-1', reference: 'DGP0001', terminalId: 'T1' });
  for (let at = 0; at < payload.length; at += 1) {
    const other = payload[at] === '7' ? '8' : '7';
    assert.equal(readCode(payload.slice(0, at) + other + payload.slice(at + 1)).ok, false, String(at));
  }
});

test('a registration follows from the account, with a right check digit', () => {
  assert.deepEqual(registrationOf(account), registrationOf({ ...account }));
  assert.match(merchant.nmid, /^ID\d{13}$/);
  assert.match(merchant.merchantPan, /^93600002\d{10}$/);
  const sum = [...merchant.merchantPan].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  assert.equal(sum % 10, 0);
  assert.equal(merchant.name.length <= 25, true);
  assert.equal(merchant.mcc, '5943');
});

test('odd spellings of the amount', () => {
  const withAmount = (amount: string) => {
    const body = `00020101021226300014ID.CO.XX.SAND.0108936000025204594353033605${'4'}${String(amount.length).padStart(2, '0')}${amount}5802ID5904TOKO6007JAKARTA6105101106304`;
    return readCode(body + crc16(body));
  };
  for (const good of ['1000', '1000.', '1000.00', '0001000']) assert.equal(withAmount(good).ok, true, good);
  for (const bad of ['0', '0.00', '1,000', '-5', '1000.50', '.5', '12345678901234']) {
    assert.equal(withAmount(bad).ok, false, bad);
  }
});
