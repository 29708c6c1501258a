/** All rails of one bank on one client, so that they share its access token. */
import type { BankRails } from '../port.ts';
import { createCardBillRail } from './card-bill-rail.ts';
import { createCardRail } from './card-rail.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import type { SnapBankConfig } from './config.ts';
import { createMpnRail } from './mpn-rail.ts';
import { createQrRail } from './qr-rail.ts';
import { createTransferRail } from './transfer-rail.ts';
import { createVaRail } from './va-rail.ts';

/** `now` is the platform's clock. Throws when the connection lacks what its profile wants. `client` for tests and breakers. */
export function bankRails(
  config: SnapBankConfig,
  now: () => Date = () => new Date(),
  client: SnapClient = createSnapClient(config, now),
): BankRails {
  return {
    transfer: createTransferRail(config, client),
    card: createCardRail(config, client),
    qr: createQrRail(config, client, now),
    va: createVaRail(config, client),
    mpn: createMpnRail(config, client),
    cardBill: createCardBillRail(config, client),
  };
}
