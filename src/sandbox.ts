/** Starts the sandbox bank beside a trial, with the partner the platform is to it and a few invented accounts. */
import { startBank } from '../bank/main.ts';
import { seedBank } from '../bank/seed.ts';
import type { Trial } from './platform/trial.ts';

const partnerId = 'DIGIPAYSATU';

/** Throws with a message for people when the port is taken. */
export async function startSandbox(trial: Trial, port: number): Promise<{ url: string; close(): Promise<void> }> {
  const { secrets } = trial;
  await seedBank(trial.bankUrl, {
    partners: [
      {
        clientId: 'digipay-satu',
        clientSecret: secrets.bankClientSecret,
        partnerId,
        publicKeyPem: secrets.partner.publicKeyPem,
        callbackUrl: 'http://127.0.0.1:8080/bank/v1.0/debit/notify',
        services: ['11', '14', '15', '16', '17', '18', '36', '54', '55', '57'],
      },
    ],
    accounts: [
      {
        bankCode: '002',
        accountNo: '002101000123456',
        name: 'BPG 999001 SATKER CONTOH',
        openingBalance: '300000000',
        kind: 'GIRO',
        partnerId,
      },
      {
        bankCode: '002',
        accountNo: '002101000765432',
        name: 'CV CONTOH SUMBER ALAT KANTOR',
        openingBalance: '0',
        kind: 'GIRO',
      },
      { bankCode: '009', accountNo: '0911223344', name: 'UD CONTOH BOGA RASA', openingBalance: '0', kind: 'GIRO' },
    ],
    cards: [],
  });
  try {
    return await startBank({
      databaseUrl: trial.bankUrl,
      port,
      host: '127.0.0.1',
      publicUrl: `http://127.0.0.1:${port}`,
      keys: { bankPrivateKeyPem: secrets.bank.privateKeyPem, bankPublicKeyPem: secrets.bank.publicKeyPem },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use. Stop what holds it, or choose another: npm start -- --bank-port 9081`);
    }
    throw error;
  }
}
