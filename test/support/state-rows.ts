/** Money of the State in a test office: a tax kept back and its deposit, a request for petty cash. By the real rules. */
import type { Decision, Refusal, RowWrite } from '../../src/kernel/decision.ts';
import type { Order } from '../../src/purchasing/order.ts';
import { rulesOn } from '../../src/regulation/rules.ts';
import { draftDeposit } from '../../src/tax/deposit/deposit.ts';
import { type Withholding, withheld, withholdingTable } from '../../src/tax/deposit/withholding.ts';
import { draftReplenishment } from '../../src/treasury/replenishment.ts';

export interface StateRows {
  readonly rows: readonly RowWrite[];
  readonly withholdingId: string;
  readonly depositId: string;
  readonly replenishmentId: string;
}

const TAX = 110_000n;

/** `order` is paid; `name` tells the office from others. */
export function stateRows(order: Order, cause: (label: string) => string): StateRows {
  const now = new Date();
  const rules = rulesOn(order.regime, '2026-11-24');
  const { bill, budget, spby, number } = order;
  if (!bill || !budget || !spby || number === null) throw new Error('a paid order has a bill and an SPBy');
  const taxed = {
    ...order,
    bill: { ...bill, tax: { ...bill.tax, ppn: TAX, ppnCollectedBy: 'TREASURER' as const, pph: [] } },
  };
  const kept = rowsOf(withheld(taxed, { now }, rules));
  const tax = kept.find(({ table }) => table === withholdingTable)?.body as unknown as Withholding;
  const actor = { personId: cause('treasurer'), name: 'Bendahara', role: 'BENDAHARA' };
  const place = { satkerId: order.satkerId, zone: order.zone, regime: order.regime };
  const deposit = rowsOf(
    draftDeposit([tax], {
      ...place,
      cause: cause('deposit'),
      now,
      actor,
      number: 'STR-2026-000001',
      period: '112026',
      code: { kap: '411618', kjs: '100' },
    }),
  ).filter(({ table }) => table !== withholdingTable);
  const line = {
    orderId: order.id,
    orderNumber: number,
    spbyNumber: spby.number,
    payee: order.vendorName,
    mak: budget.mak,
    akun: budget.akun,
    paidAt: now.toISOString(),
    gross: bill.tax.gross,
  };
  const request = rowsOf(
    draftReplenishment(
      { kind: 'GUP_NIHIL' },
      {
        ...place,
        cause: cause('request'),
        now,
        actor: { ...actor, role: 'PPK' },
        rules,
        year: 2026,
        number: 'DRPP-2026-000001',
        spent: [line],
        left: 0n,
        replacedVersions: new Map(),
      },
    ),
  );
  return {
    rows: [...kept, ...deposit, ...request],
    withholdingId: tax.id,
    depositId: deposit[0]?.id ?? '',
    replenishmentId: request[0]?.id ?? '',
  };
}

function rowsOf(decision: Decision | Refusal): readonly RowWrite[] {
  if (!decision.ok) throw new Error(decision.code);
  return decision.rows;
}
