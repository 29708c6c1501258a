/** What is on its way and why, and how the banks are: for those who must answer for it. */
import { z } from 'zod';
import { scopeOf } from '../journal/actor.ts';
import type { Door } from '../journal/command.ts';
import { localDate } from '../kernel/time.ts';
import { readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { askerOf } from '../platform/http/asker.ts';
import { afterPlace, placeOf } from '../platform/http/wire.ts';
import { type Rules, rulesOn } from '../regulation/rules.ts';
import { flightPage } from './flight.store.ts';
import { bankOf, FLIGHT_REASONS, flightOf, wordOf } from './flight.ts';
import type { Instruction } from './instruction.ts';
import { paymentSummary } from './payment.schema.ts';
import { bankLinks, type LinkRow } from './rails/circuit-store.ts';

export interface FlightDeps extends Pick<Door, 'pool' | 'codec'> {
  readonly clock: () => Date;
}

const { id, rail, state, orderNumber, spbyNumber, payee, net } = paymentSummary.shape;

const flight = z
  .object({
    ...{ id, rail, state, orderNumber, spbyNumber, payee, net },
    reference: z.string(),
    bank: z.string(),
    reason: z.enum(FLIGHT_REASONS),
    since: z.string(),
    /** What the bank said last, in Indonesian; empty when it has said nothing. */
    bankWords: z.string(),
    /** When it is sent or asked about next; null where nobody has said. */
    nextAt: z.string().nullable(),
  })
  .meta({ id: 'PaymentInFlight' });

const link = z
  .object({
    bankCode: z.string(),
    bank: z.string(),
    state: z.enum(['NORMAL', 'DISTURBED', 'CLOSED']),
    since: z.string().nullable(),
    /** When the platform tries again. */
    until: z.string().nullable(),
  })
  .meta({ id: 'BankLink' });

export function flightRoutes(app: App, deps: FlightDeps): void {
  app.get(
    '/api/v1/payments/in-flight',
    {
      config: { action: 'payment.inFlight' },
      schema: {
        tags: ['payments'],
        summary: 'What is on its way, why, and how the banks are; oldest first',
        querystring: z.object({ cursor: z.string().max(200).optional() }),
        response: {
          200: z.object({
            items: z.array(flight),
            total: z.int(),
            links: z.array(link),
            asOf: z.string(),
            next: z.string().nullable(),
          }),
        },
      },
    },
    async (request) => {
      const now = deps.clock();
      const { page, links } = await readAs(deps.pool, scopeOf(askerOf(request)), async (db) => ({
        page: await flightPage(db, deps.codec, placeOf(request.query.cursor)),
        links: await bankLinks(db),
      }));
      const rules = rulesOn('APBN', localDate(now, 'WIB'));
      const byBank = new Map(links.map((row) => [row.bankCode, row]));
      const banks = [...new Set([...page.items.map(bankOf), ...byBank.keys()])].sort();
      return {
        items: page.items.map((one) => flightView(one, byBank.get(bankOf(one)) ?? null, rules)),
        total: page.total,
        links: banks.map((code) => linkView(code, byBank.get(code) ?? null, rules, now)),
        asOf: now.toISOString(),
        next: afterPlace(page.last),
      };
    },
  );
}

const nameOf = (rules: Rules, code: string): string => rules.bank(code)?.name ?? code;

function flightView(instruction: Instruction, row: LinkRow | null, rules: Rules) {
  const { vendorName, net: rupiahPaid, bank, ...one } = instruction;
  return {
    id: one.id,
    rail: one.rail,
    state: one.state,
    orderNumber: one.orderNumber,
    spbyNumber: one.spbyNumber,
    payee: vendorName,
    net: rupiahPaid.toString(),
    reference: one.reference,
    bank: nameOf(rules, bankOf(instruction)),
    bankWords: bank.words,
    ...flightOf(instruction, row),
  };
}

function linkView(bankCode: string, row: LinkRow | null, rules: Rules, now: Date) {
  const state = wordOf(row, now);
  const disturbed = state !== 'NORMAL';
  return {
    bankCode,
    bank: nameOf(rules, bankCode),
    state,
    since: disturbed ? (row?.since.toISOString() ?? null) : null,
    until: disturbed ? (row?.until?.toISOString() ?? null) : null,
  };
}
