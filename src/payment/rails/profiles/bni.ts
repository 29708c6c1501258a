/** BNI, after its official client libraries: a second pair of credentials on the transaction level, and headers of the device. */
import { standard } from './default.ts';
import { type BankProfile, changed } from './profile.ts';

export const bni: BankProfile = changed(standard, {
  id: 'bni',
  prefix: '/snap-service/v1',
  tokenPath: '/snap/v1/access-token/b2b',
  partnerId: { default: 'apiKey' },
  hmacKey: 'apiSecret',
  externalId: { default: 19 },
  headers: ['X-IP-ADDRESS', 'X-DEVICE-ID', 'X-LATITUDE', 'X-LONGITUDE'],
});
