/** Rows O19, O20, O22 and O23: the receiver accepts, accepts in part, or holds the delivery; BAST. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { hasCommitted, hasOrdered } from './apart.ts';
import { namedPpk, othersOf } from './commitment.ts';
import { type Act, type Change, changed, numberOf, type OrderFacts, signer } from './facts.ts';
import { released } from './fulfilment.ts';
import type { CommandInput } from './order.commands.ts';
import type { CheckedLine, Order } from './order.ts';

/** Who ordered, chose or committed may not also receive (FAQ KPPN Jakarta II; UU 1/2004 art. 10(4)). */
const apart = (order: Order, facts: OrderFacts): Refusal | null => {
  const { personId } = facts.actor;
  const acted = hasOrdered(order, personId) || hasCommitted(order, personId);
  return acted ? refuse('same_person', { did: 'memesan', who: othersOf(facts, 'PENERIMA', [personId]) }) : null;
};

export const receive: Act<CommandInput<'receive'>> = {
  mine: apart,
  run: (order, { photos }, facts) =>
    accepted(
      order,
      order.lines.map(({ no, quantity }) => ({ no, accepted: quantity, condition: 'GOOD', reason: '' })),
      photos,
      facts,
    ),
};

export const receivePart: Act<CommandInput<'receivePart'>> = {
  mine: apart,
  ready: (order, facts) =>
    facts.rules.get('order.partialReceipt') ? null : refuse('not_possible_now', { state: order.state }),
  run(order, { lines, photos }, facts) {
    const checked = completed(order, lines);
    const fault = faultOf(order, checked);
    if (fault) return fault;
    if (checked.every((line) => line.accepted === 0)) return refuse('nothing_accepted');
    return accepted(order, checked, photos, facts);
  },
};

export const hold: Act<CommandInput<'hold'>> = {
  mine: apart,
  run(order, { lines, photos }, facts) {
    const checked = completed(order, lines);
    const fault = faultOf(order, checked);
    if (fault) return fault;
    if (checked.every((line) => line.condition === 'GOOD')) return refuse('reason_required');
    if (photos.length === 0) return refuse('photo_required');
    const complaint = { at: facts.now.toISOString(), by: signer(facts.actor), lines: checked, photos };
    return changed({ ...order, complaints: [...order.complaints, complaint] });
  },
};

/** Row O23. What was never shipped or never arrived can be ended only once the agreed day has passed. */
export const cancelForDefault: Act<CommandInput<'cancelForDefault'>> = {
  mine: namedPpk,
  ready: (order, facts) =>
    order.state === 'PENDING' || isLate(order, facts) ? null : refuse('not_possible_now', { state: order.state }),
  run: (order, { reason }, facts) => released(order, reason, facts),
};

const isLate = (order: Order, facts: OrderFacts): boolean =>
  order.deliveryDate !== null && localDate(facts.now, order.zone) > order.deliveryDate;

/** One entry for each line; what was not mentioned is as ordered. */
function completed(order: Order, lines: readonly CheckedLine[]): CheckedLine[] {
  const known = order.lines.map(
    ({ no, quantity }): CheckedLine =>
      lines.find((line) => line.no === no) ?? { no, accepted: quantity, condition: 'GOOD', reason: '' },
  );
  // Unknown and doubled lines stay in, so that they are refused.
  return [...known, ...lines.filter((line) => !known.includes(line))];
}

function faultOf(order: Order, lines: readonly CheckedLine[]): Refusal | null {
  if (new Set(lines.map((line) => line.no)).size !== lines.length) return refuse('line_unknown');
  for (const line of lines) {
    const ordered = order.lines.find(({ no }) => no === line.no);
    if (!ordered) return refuse('line_unknown');
    if (line.accepted > ordered.quantity) return refuse('quantity_invalid', { min: 0, max: ordered.quantity });
    const short = line.accepted < ordered.quantity;
    if (short !== (line.condition !== 'GOOD')) return refuse('quantity_invalid', { min: 0, max: ordered.quantity });
    if (short && line.reason === '') return refuse('reason_required');
  }
  return null;
}

function accepted(order: Order, lines: readonly CheckedLine[], photos: readonly string[], facts: OrderFacts): Change {
  const partial = lines.some((line) => line.condition !== 'GOOD');
  return changed({
    ...order,
    receipt: {
      number: numberOf(facts, 'BAST'),
      at: facts.now.toISOString(),
      by: signer(facts.actor),
      lines,
      partial,
      photos,
    },
  });
}
