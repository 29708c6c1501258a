/** A running sandbox bank with a small population, for tests. */
import { generateKeyPairSync } from 'node:crypto';
import type { BankConfig } from '../config.ts';
import { startBank } from '../main.ts';
import { type BankSeed, seedBank } from '../seed.ts';
import { emptyDatabase } from './database.ts';
import { type NoticeReceiver, type PartnerKeys, startNoticeReceiver, TestPartner } from './partner.ts';

export const SOURCE = '001901000378301';
export const VENDOR = '888801000003301';
export const OTHER_BANK_VENDOR = '0098765432';
export const POOR_SOURCE = '001901000378399';
export const UNRULY_VENDOR = '888801000009014';
export const CARD_TOKEN = 'kkp-token-0001';
export const POOR_CARD_TOKEN = 'kkp-token-0002';
export const EXPIRED_CARD_TOKEN = 'kkp-token-0003';
export const CARD_CODE = '246810';
export const CARD_EXPIRY = '12/39';
export const OPENING = 1_000_000_000n;

const ALL_SERVICES = [
  ...['11', '12', '13', '14', '15', '16', '17', '18', '22', '23', '26', '27', '30', '31', '32', '33', '36'],
  ...['47', '48', '50', '51', '53', '54', '55', '57', '58', '63', '64', '65', '66', '67', '68', '69', '77', '78'],
  ...['90', '91', '92', '93', '94', '95'],
];

export interface Sandbox {
  readonly url: string;
  readonly databaseUrl: string;
  readonly partner: TestPartner;
  readonly keys: PartnerKeys;
  readonly bankPublicKeyPem: string;
  readonly notices: NoticeReceiver;
  readonly seed: BankSeed;
  /** From the demo-only answers of the bank: balance in rupiah. */
  balance(bankCode: string, accountNo: string): Promise<bigint>;
  ledgerIsBalanced(): Promise<boolean>;
  close(): Promise<void>;
}

export function rsaPair(): { readonly privateKeyPem: string; readonly publicKeyPem: string } {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { privateKeyPem: pair.privateKey, publicKeyPem: pair.publicKey };
}

export function testSeed(partnerPublicKeyPem: string, keys: PartnerKeys, callbackUrl: string): BankSeed {
  const vendor = (accountNo: string, bankCode = '002') =>
    ({ bankCode, accountNo, name: `CV PENYEDIA ${accountNo.slice(-4)}`, openingBalance: '0', kind: 'GIRO' }) as const;
  const satker = (accountNo: string, openingBalance: string) =>
    ({
      bankCode: '002',
      accountNo,
      name: 'BPG SATKER CONTOH',
      openingBalance,
      kind: 'GIRO',
      partnerId: keys.partnerId,
    }) as const;
  const card = (token: string, last4: string, limit: string, expiry: string) => ({
    token,
    holder: 'PEMEGANG CONTOH',
    last4,
    expiry,
    limit,
    issuerBankCode: '009',
    billingAccountNo: `88090000${last4}`,
    otp: CARD_CODE,
  });
  const triggers = ['9001', '9002', '9003', '9004', '9005', '9006', '9007', '9008', '9009', '9010', '9011', '9012'];
  return {
    partners: [
      {
        clientId: keys.clientId,
        clientSecret: keys.clientSecret,
        partnerId: keys.partnerId,
        publicKeyPem: partnerPublicKeyPem,
        callbackUrl,
        services: ALL_SERVICES,
      },
    ],
    accounts: [
      satker(SOURCE, String(OPENING)),
      satker(POOR_SOURCE, '1000'),
      vendor(VENDOR),
      vendor(OTHER_BANK_VENDOR, '014'),
      vendor(UNRULY_VENDOR),
      ...triggers.map((suffix) => vendor(`88880100000${suffix}`)),
    ],
    cards: [
      card(CARD_TOKEN, '1111', '50000000', CARD_EXPIRY),
      card(POOR_CARD_TOKEN, '2222', '1000', CARD_EXPIRY),
      card(EXPIRED_CARD_TOKEN, '3333', '50000000', '01/20'),
    ],
  };
}

export async function startSandbox(options: Partial<BankConfig> = {}): Promise<Sandbox> {
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
  await seedBank(database.url, seed);
  const bank = await startBank({
    databaseUrl: database.url,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://bank.test',
    keys: { bankPrivateKeyPem: bankPair.privateKeyPem, bankPublicKeyPem: bankPair.publicKeyPem },
    pendingMs: 300,
    ...options,
  });
  const partner = new TestPartner(bank.url, keys);
  await partner.signIn();
  return {
    url: bank.url,
    databaseUrl: database.url,
    partner,
    keys,
    bankPublicKeyPem: bankPair.publicKeyPem,
    notices,
    seed,
    balance: async (bankCode, accountNo) => {
      const account = await getJson(`${bank.url}/simulasi/accounts/${bankCode}/${accountNo}`);
      return BigInt(String(account.balance));
    },
    ledgerIsBalanced: async () => (await getJson(`${bank.url}/simulasi/ledger-check`)).balanced === true,
    close: async () => {
      await bank.close();
      await notices.close();
      await database.drop();
    },
  };
}

async function getJson(url: string): Promise<Record<string, unknown>> {
  return (await (await fetch(url)).json()) as Record<string, unknown>;
}

/** Waits until something is true; fails after `timeoutMs`. */
export async function eventually(check: () => boolean | Promise<boolean>, timeoutMs = 8_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error('did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
