/** The sandbox bank of a trial, told of the invented world: the platform as its partner, accounts and cards. */
import { type BankConfig, startBank } from '../bank/main.ts';
import { type BankSeed, seedBank } from '../bank/seed.ts';
import { UP_CASH } from './demo/budget.ts';
import { demoCards, demoSatkers, demoVendorRecords } from './demo/people.ts';
import type { TrialSecrets } from './platform/secrets.ts';
import { calendar } from './regulation/calendar.ts';

export const BANK_PARTNER_ID = 'DIGIPAYSATU';
export const BANK_CLIENT_ID = 'digipay-satu';
/** Base of the addresses to which the bank sends its notices; each service adds its path, which is part of what it signs. */
export const NOTICE_PATH = '/bank/v1.0';

/** Service codes of the contract with the bank: SNAP, and from 90 the bank's own. */
const SERVICES = [
  ...['11', '12', '13', '14', '15', '16', '17', '18', '22', '23', '26', '27', '30', '31', '32', '33', '36'],
  ...['47', '48', '50', '51', '53', '54', '55', '57', '58', '63', '64', '65', '66', '67', '68', '69', '77', '78'],
  ...['90', '91', '92', '93', '94', '95'],
];

export interface SandboxOptions {
  /** The bank's own database. */
  readonly databaseUrl: string;
  readonly port: number;
  readonly secrets: Pick<TrialSecrets, 'bankClientSecret' | 'bank' | 'partner'>;
  /** Where the platform listens. */
  readonly platformUrl: string;
  /** How long a transfer takes; for tests that stop processes in the middle. */
  readonly simulatedDelayMs?: number;
  /** How long a transfer to an account that ends in 9008 or 9009 stays in clearing. */
  readonly pendingMs?: number;
  /** Terms of the bank that a test wants otherwise: fees, clearing, page size, requests per second. */
  readonly terms?: Partial<Omit<BankConfig, 'databaseUrl' | 'port' | 'host' | 'publicUrl' | 'keys'>>;
}

/** Seeds what is missing and listens. Throws with a message for people when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { databaseUrl, port, secrets } = options;
  await seedBank(databaseUrl, demoBankSeed(options));
  try {
    return await startBank({
      databaseUrl,
      port,
      host: '127.0.0.1',
      publicUrl: `http://127.0.0.1:${port}`,
      keys: { bankPrivateKeyPem: secrets.bank.privateKeyPem, bankPublicKeyPem: secrets.bank.publicKeyPem },
      holidays: calendar.flatMap(({ days }) => days.map(({ date }) => date)),
      ...options.terms,
      ...(options.simulatedDelayMs === undefined ? {} : { simulatedDelayMs: options.simulatedDelayMs }),
      ...(options.pendingMs === undefined ? {} : { pendingMs: options.pendingMs }),
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use. Stop what holds it, or choose another: npm start -- --bank-port 9081`);
    }
    throw error;
  }
}

function demoBankSeed({ secrets, platformUrl }: SandboxOptions): BankSeed {
  return {
    partners: [
      {
        clientId: BANK_CLIENT_ID,
        clientSecret: secrets.bankClientSecret,
        partnerId: BANK_PARTNER_ID,
        publicKeyPem: secrets.partner.publicKeyPem,
        callbackUrl: `${platformUrl}${NOTICE_PATH}`,
        services: SERVICES,
      },
    ],
    accounts: [
      ...demoSatkers.map(({ account }) => ({
        ...account,
        openingBalance: UP_CASH.toString(),
        kind: 'GIRO' as const,
        partnerId: BANK_PARTNER_ID,
      })),
      ...demoVendorRecords.map(({ account }) => ({ ...account, openingBalance: '0', kind: 'GIRO' as const })),
    ],
    cards: demoCards.map(({ token, holder, last4, expiry, issuerBankCode, billingAccountNo, limit }) => ({
      token,
      holder,
      last4,
      expiry,
      limit: limit.toString(),
      issuerBankCode,
      billingAccountNo,
    })),
  };
}
