/** BTN, after notes of an integrator (v2.04, October 2025): own key pair on the transaction level, ORIGIN required, two minutes of skew. */
import { standard } from './default.ts';
import { type BankProfile, changed } from './profile.ts';

export const btn: BankProfile = changed(standard, {
  id: 'btn',
  prefix: '/snap/v1',
  partnerId: { default: 'apiKey' },
  hmacKey: 'apiSecret',
  externalId: { default: 16 },
  headers: ['ORIGIN'],
  skewSeconds: 120,
});
