/** What people do while the bank misbehaves: they begin, pay on the bank's page, and begin again what came to nothing. */
import { instructionById } from '../../src/payment/payment.store.ts';
import { payOnPage } from '../support/purchase.ts';
import type { Forger } from './forger.ts';
import { begun, type Mix, made, type Purchase, referenceAt, type Shop } from './purchases.ts';
import type { Ended } from './truth.ts';

export interface Payers {
  readonly purchases: Purchase[];
  readonly ended: ReadonlyMap<number, Ended>;
  /** Times that a forged notice was sent, and that the platform took it. */
  readonly forged: { sent: number; taken: number };
  /** Makes and begins purchase `no`. */
  begin(no: number): Promise<void>;
  /** Looks at what moved, and acts on it. */
  look(): Promise<void>;
  inFlight(): number;
  /** Instructions made so far. */
  attempts(): number;
  /** What has not ended is written down as it stands. */
  giveUp(): void;
}

/** Whoever is told no for no reason of theirs tries again; nobody does it for ever. */
const MOST_ATTEMPTS = 12;
const PAID: readonly string[] = ['SETTLED', 'RECONCILED'];
const ENDED_BADLY: readonly string[] = ['FAILED', 'RETURNED', 'DECLINED', 'WITHDRAWN'];
const WAITING: readonly string[] = ['SENT', 'UNKNOWN'];

export function payers(shop: Shop, mix: Mix, liar: Forger, bankUrl: string): Payers {
  const purchases: Purchase[] = [];
  const ended = new Map<number, Ended>();
  const open = new Map<string, { readonly purchase: Purchase; readonly attempt: number }>();
  const told = new Set<string>();
  let attempts = 0;
  const forged = { sent: 0, taken: 0 };

  async function start(purchase: Purchase, attempt: number): Promise<void> {
    await begun(shop, purchase, attempt);
    attempts += 1;
    open.set(referenceAt(shop, purchase.no, attempt), { purchase, attempt });
  }

  async function lie(reference: string, purchase: Purchase): Promise<void> {
    const { satker } = purchase.buyer;
    const service = satker.account.bankCode === purchase.seller.vendor.account.bankCode ? '17' : '18';
    if (told.has(reference) || !liar.aims(reference, service)) return;
    told.add(reference);
    forged.sent += 1;
    const status = await liar.says(reference);
    if (status === 200) forged.taken += 1;
    // A platform that was just killed hears it later.
    if (status === null) told.delete(reference);
  }

  async function page(id: string): Promise<void> {
    const instruction = await instructionById(shop.db, shop.codec, id);
    if (!instruction) return;
    const { cardPageUrl, qrContent, card } = instruction;
    if (cardPageUrl) await payOnPage(cardPageUrl).catch(() => {});
    else if (qrContent && card) await scan(qrContent, card.token);
  }

  /** The holder in the issuer's app. */
  async function scan(qrContent: string, cardToken: string): Promise<void> {
    await fetch(`${bankUrl}/simulation/qris/pay`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ qrContent, cardToken }),
    }).catch(() => {});
  }

  async function seen(row: { id: string; reference: string; state: string }): Promise<void> {
    const one = open.get(row.reference);
    if (!one) return;
    const { purchase, attempt } = one;
    if (PAID.includes(row.state)) {
      open.delete(row.reference);
      ended.set(purchase.no, { state: 'PAID', attempts: attempt });
    } else if (ENDED_BADLY.includes(row.state)) {
      open.delete(row.reference);
      if (purchase.seller.payee === 'REFUSES') ended.set(purchase.no, { state: 'REFUSED', attempts: attempt });
      else if (attempt >= MOST_ATTEMPTS) ended.set(purchase.no, { state: 'OPEN', attempts: attempt });
      else await start(purchase, attempt + 1);
    } else if (row.state === 'OPEN') await page(row.id);
    else if (WAITING.includes(row.state)) await lie(row.reference, purchase);
  }

  return {
    purchases,
    ended,
    forged,
    async begin(no) {
      const purchase = await made(shop, no, mix);
      purchases.push(purchase);
      await start(purchase, 1);
    },
    async look() {
      const references = [...open.keys()];
      const { rows } = await shop.db.query<{ id: string; reference: string; state: string }>(
        'SELECT id, reference, state FROM payment.instruction WHERE reference = ANY ($1)',
        [references],
      );
      await Promise.all(rows.map(seen));
    },
    inFlight: () => open.size,
    attempts: () => attempts,
    giveUp() {
      for (const { purchase, attempt } of open.values()) ended.set(purchase.no, { state: 'OPEN', attempts: attempt });
    },
  };
}
