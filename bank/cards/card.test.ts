import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rsaMatches, stringToSign } from '../snap/signature.ts';
import {
  CARD_CODE,
  CARD_EXPIRY,
  CARD_TOKEN,
  EXPIRED_CARD_TOKEN,
  eventually,
  POOR_CARD_TOKEN,
  type Sandbox,
  startSandbox,
  UNRULY_VENDOR,
  VENDOR,
} from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';
import { isExpired, testCardNumber } from './card.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

let sequence = 0;
const newReference = () => {
  sequence += 1;
  return `KARTU${Date.now()}${sequence}`;
};
const RETURN_URL = 'http://toko.test/kembali?x=1';

interface Opened {
  readonly reference: string;
  readonly page: string;
}

function session(reference: string, changes: Record<string, unknown> = {}, vendor = VENDOR) {
  return sandbox.partner.call('/debit/payment-host-to-host', {
    partnerReferenceNo: reference,
    bankCardToken: CARD_TOKEN,
    amount: { value: '1234567.00', currency: 'IDR' },
    urlParams: [{ url: RETURN_URL, type: 'PAY_RETURN', isDeeplink: 'N' }],
    validUpTo: wibTimestamp(new Date(Date.now() + 600_000)),
    additionalInfo: { beneficiaryBankCode: '002', beneficiaryAccountNo: vendor, description: 'Belanja <ATK>' },
    ...changes,
  });
}

async function open(changes: Record<string, unknown> = {}, vendor = VENDOR): Promise<Opened> {
  const reference = newReference();
  const reply = await session(reference, changes, vendor);
  assert.equal(reply.body.responseCode, '2005400');
  return { reference, page: sandbox.url + new URL(String(reply.body.webRedirectUrl)).pathname };
}

const submit = (url: string, fields: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const enterCard = (page: string, number = testCardNumber(CARD_TOKEN, '1111'), expiry = CARD_EXPIRY) =>
  submit(`${page}/kartu`, { number, expiry });
const enterCode = (page: string, code = CARD_CODE) => submit(`${page}/kode`, { code });
const status = async (reference: string) =>
  (await sandbox.partner.call('/debit/status', { originalPartnerReferenceNo: reference, serviceCode: '54' })).body;
const noticesOf = (reference: string) =>
  sandbox.notices.received.filter((notice) => notice.body.originalPartnerReferenceNo === reference);

test('the page names vendor, amount, purpose and time left, and allows nothing from elsewhere', async () => {
  const { page } = await open();
  const response = await fetch(page);
  const text = await response.text();
  for (const expected of [
    'CV PENYEDIA 3301',
    'Rp1.234.567,00',
    'Belanja &lt;ATK&gt;',
    'sisa 10 menit',
    'lang="id"',
    'simulasi',
  ]) {
    assert.ok(text.includes(expected), expected);
  }
  assert.match(
    response.headers.get('Content-Security-Policy') ?? '',
    /default-src 'none'.*form-action 'self' http:\/\/toko\.test/,
  );
  assert.ok((await (await fetch(`${page}?lang=en`)).text()).includes('10 minutes left'));
  assert.equal((await fetch(`${sandbox.url}/kartu/tidak-ada`)).status, 404);
});

test('card, then code: the vendor is paid in full, the limit falls, the partner is told', async () => {
  const before = await sandbox.balance('002', VENDOR);
  const { reference, page } = await open();
  assert.equal((await status(reference)).latestTransactionStatus, '01');
  const prefilled = await (await fetch(`${page}?contoh=1`)).text();
  assert.ok(prefilled.includes(testCardNumber(CARD_TOKEN, '1111')));

  assert.equal((await enterCard(page)).status, 303);
  assert.equal((await status(reference)).latestTransactionStatus, '02');
  assert.ok((await (await fetch(page)).text()).includes('Kode sekali pakai'));

  const done = await enterCode(page);
  assert.equal(done.status, 303);
  assert.equal(done.headers.get('Location'), RETURN_URL);
  assert.equal(await sandbox.balance('002', VENDOR), before + 1_234_567n);
  assert.equal(await sandbox.balance('009', '880900001111'), -1_234_567n);
  const paid = await status(reference);
  assert.equal(paid.latestTransactionStatus, '00');
  assert.match(String(paid.approvalCode), /^\d{6}$/);

  await eventually(() => noticesOf(reference).length === 1);
  const [notice] = noticesOf(reference);
  assert.ok(notice);
  assert.equal(notice.body.latestTransactionStatus, '00');
  assert.deepEqual(notice.body.amount, { value: '1234567.00', currency: 'IDR' });
  const signed = stringToSign({
    method: 'POST',
    endpointUrl: notice.url,
    accessToken: null,
    body: notice.raw,
    timestamp: String(notice.headers['x-timestamp']),
  });
  assert.ok(rsaMatches(sandbox.bankPublicKeyPem, signed, String(notice.headers['x-signature'])));
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

test('the code sent to the simulated phone pays too, and paying twice moves money once', async () => {
  const before = await sandbox.balance('002', VENDOR);
  const { page } = await open();
  await enterCard(page);
  const phone = await (await fetch(page.replace('/kartu/', '/simulasi/hp/'))).text();
  const code = /class="code">(\d{6})</.exec(phone)?.[1];
  assert.ok(code);
  await Promise.all(Array.from({ length: 5 }, () => enterCode(page, code)));
  assert.equal(await sandbox.balance('002', VENDOR), before + 1_234_567n);
});

test('another card is refused and ends the session at the third attempt', async () => {
  const { reference, page } = await open();
  const foreign = testCardNumber(POOR_CARD_TOKEN, '2222');
  const first = await enterCard(page, foreign);
  assert.equal(first.status, 422);
  assert.ok((await first.text()).includes('Pembayaran dengan kartu lain ditolak'));
  await enterCard(page, foreign);
  assert.equal((await enterCard(page, foreign)).status, 303);
  assert.equal((await status(reference)).latestTransactionStatus, '06');
});

test('a wrong code three times declines, and nothing moves', async () => {
  const before = await sandbox.balance('002', VENDOR);
  const { reference, page } = await open();
  await enterCard(page);
  assert.equal((await enterCode(page, '000000')).status, 422);
  await enterCode(page, '000000');
  assert.equal((await enterCode(page, '000000')).status, 303);
  assert.equal((await enterCode(page)).status, 303);
  const told = await status(reference);
  assert.equal(told.latestTransactionStatus, '06');
  assert.equal(told.originalResponseCode, '4045415');
  assert.equal(await sandbox.balance('002', VENDOR), before);
  await eventually(() => noticesOf(reference).length === 1);
  assert.equal(noticesOf(reference)[0]?.body.latestTransactionStatus, '06');
});

test('an insufficient limit and an expired card decline', async () => {
  const poor = await open({ bankCardToken: POOR_CARD_TOKEN });
  await enterCard(poor.page, testCardNumber(POOR_CARD_TOKEN, '2222'));
  await enterCode(poor.page);
  assert.equal((await status(poor.reference)).originalResponseCode, '4035414');
  const old = await open({ bankCardToken: EXPIRED_CARD_TOKEN });
  await enterCard(old.page, testCardNumber(EXPIRED_CARD_TOKEN, '3333'), '01/20');
  assert.equal((await status(old.reference)).originalResponseCode, '4035408');
});

test('the holder or the partner may cancel before payment, not after', async () => {
  const byHolder = await open();
  assert.equal((await submit(`${byHolder.page}/batal`)).headers.get('Location'), RETURN_URL);
  assert.equal((await status(byHolder.reference)).latestTransactionStatus, '05');
  const cancel = async (reference: string) =>
    (await sandbox.partner.call('/debit/cancel', { originalPartnerReferenceNo: reference })).body.responseCode;
  const byPartner = await open();
  assert.equal(await cancel(byPartner.reference), '2005700');
  await enterCard(byPartner.page);
  assert.equal((await status(byPartner.reference)).latestTransactionStatus, '05');
  const paid = await open();
  await enterCard(paid.page);
  await enterCode(paid.page);
  assert.equal(await cancel(paid.reference), '4055701');
  assert.equal(await cancel('TIDAK-ADA'), '4045701');
});

test('a session ends by itself when its time is over', async () => {
  const { reference, page } = await open({ validUpTo: wibTimestamp(new Date(Date.now() + 2_000)) });
  await eventually(() => noticesOf(reference).length === 1);
  assert.equal(noticesOf(reference)[0]?.body.latestTransactionStatus, '05');
  assert.equal((await enterCard(page)).headers.get('Location'), RETURN_URL);
  assert.equal((await status(reference)).originalResponseCode, '4035400');
});

test('opening again with the same reference finds the same page, with another amount it is inconsistent', async () => {
  const { reference, page } = await open();
  const again = await session(reference);
  assert.equal(again.body.responseCode, '2025400');
  assert.ok(String(again.body.webRedirectUrl).endsWith(new URL(page).pathname));
  assert.equal((await session(reference, { amount: { value: '1.00', currency: 'IDR' } })).body.responseCode, '4045418');
  await submit(`${page}/batal`);
  assert.equal((await session(reference)).body.responseCode, '4095401');
});

test('an unsafe return address, an unknown card and a past deadline are refused', async () => {
  const refused = async (changes: Record<string, unknown>) =>
    (await session(newReference(), changes)).body.responseCode;
  assert.equal(await refused({ urlParams: [{ url: 'javascript:alert(1)', type: 'PAY_RETURN' }] }), '4005401');
  assert.equal(await refused({ bankCardToken: 'tidak-dikenal' }), '4045411');
  assert.equal(await refused({ validUpTo: '2020-01-01T00:00:00+07:00' }), '4005401');
});

test('a notice is sent again until the partner answers 200', async () => {
  const { reference, page } = await open();
  sandbox.notices.answerNext(500, 503);
  await submit(`${page}/batal`);
  await eventually(() => noticesOf(reference).length === 3);
  const ids = noticesOf(reference).map((notice) => notice.headers['x-external-id']);
  assert.equal(new Set(ids).size, 3);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.equal(noticesOf(reference).length, 3);
});

test('notices for a vendor account ending 9014 come twice and out of order', async () => {
  const { reference, page } = await open({}, UNRULY_VENDOR);
  await enterCard(page);
  await enterCode(page);
  await eventually(() => noticesOf(reference).length === 3);
  assert.deepEqual(
    noticesOf(reference).map((notice) => notice.body.latestTransactionStatus),
    ['00', '00', '02'],
  );
});

test('a card is good through its last month', () => {
  assert.equal(isExpired('11/26', new Date('2026-11-30T16:59:59Z')), false);
  assert.equal(isExpired('11/26', new Date('2026-11-30T17:00:00Z')), true);
});

test('the overview and the assets are served', async () => {
  const overview = await (await fetch(sandbox.url)).text();
  assert.ok(overview.includes('BPG SATKER CONTOH'));
  assert.equal((await fetch(`${sandbox.url}/aset/bank.css`)).status, 200);
});
