/** Somebody who is not the bank says that payments are paid: of those that the bank, by the plan, never carried out. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { type FaultPlan, firedBy } from '../../bank/faults/plan.ts';
import { wibTimestamp } from '../../bank/time.ts';
import { BANK_PARTNER_ID } from '../../src/sandbox.ts';

const PATH = '/bank/v1.0/debit/notify';
const UNDONE: readonly string[] = ['timeoutBefore', 'error500'];

export interface Forger {
  /** Whether the plan leaves this reference unpaid at its first try with this service. */
  aims(reference: string, service: string): boolean;
  /** HTTP status of the platform's answer; null when it gave none. */
  says(reference: string): Promise<number | null>;
}

export function forger(platformUrl: string, plan: FaultPlan): Forger {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    aims: (reference, service) =>
      UNDONE.includes(firedBy(plan, { service, key: reference, nth: 1, at: new Date() })?.fault ?? ''),
    async says(reference) {
      const body = JSON.stringify({
        originalPartnerReferenceNo: reference,
        originalReferenceNo: '20261124000000000000000000',
        latestTransactionStatus: '00',
      });
      const timestamp = wibTimestamp(new Date());
      const signature = sign('sha256', Buffer.from(`POST:${PATH}:${body}:${timestamp}`), privateKey).toString('base64');
      const answer = await fetch(platformUrl + PATH, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-TIMESTAMP': timestamp,
          'X-SIGNATURE': signature,
          'X-PARTNER-ID': BANK_PARTNER_ID,
          'X-EXTERNAL-ID': String(Date.now()),
          'CHANNEL-ID': '00009',
        },
        body,
      }).catch(() => null);
      return answer?.status ?? null;
    },
  };
}
