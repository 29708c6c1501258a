import type { ReactNode } from 'react';
import { useWords } from '../words/define.ts';
import { classes } from './classes.ts';
import { type Fact, Facts } from './facts.tsx';
import { Money } from './money.tsx';
import { StatusTag } from './status-tag.tsx';
import type { Tone } from './tone.ts';
import { When } from './when.tsx';
import { words } from './words.ts';

export type OfferState = 'open' | 'accepted' | 'countered' | 'refused' | 'expired';

const TONES: Readonly<Record<OfferState, Tone>> = {
  open: 'wait',
  accepted: 'good',
  countered: 'plain',
  refused: 'bad',
  expired: 'plain',
};

/** What one unit of a line would cost, whole rupiah. */
export interface OfferPrice {
  readonly name: string;
  readonly unit: string;
  readonly price: bigint;
}

interface OfferProps {
  from: string;
  /** Role or shop of the one who offers. */
  office: string;
  /** Stands on the right: the reader's own side made it. */
  mine: boolean;
  at: string;
  /** One per line of the order; at least one. */
  prices: readonly OfferPrice[];
  /** What the whole order would come to. */
  total?: bigint;
  deliveryFee: bigint;
  /** Already written out: "28 November 2026". */
  deliverBy?: string;
  validUntil?: string;
  /** Against the listed price; both sides see it. */
  saving?: bigint;
  note?: string;
  /** Why it was refused. */
  reason?: string;
  state: OfferState;
  /** Setuju / Tawar balik / Tolak, for the one whose turn it is. */
  actions?: ReactNode;
}

/** One structured offer in the conversation. It is evidence: it is never edited. */
export function Offer(props: OfferProps) {
  const { from, office, mine, at, prices, total, deliveryFee, deliverBy, validUntil, saving, note, reason, state } =
    props;
  const say = useWords(words);
  const facts: Fact[] = [];
  if (total !== undefined) facts.push({ label: say.offerTotal, value: <Money amount={total} /> });
  facts.push({ label: say.deliveryFee, value: <Money amount={deliveryFee} /> });
  if (deliverBy !== undefined) facts.push({ label: say.deliverBy, value: deliverBy });
  if (validUntil !== undefined) facts.push({ label: say.validUntil, value: validUntil });
  if (saving !== undefined) facts.push({ label: say.saving, value: <Money amount={saving} /> });
  return (
    <article
      aria-label={say.offerBy(from)}
      className={classes(
        'grid w-full max-w-120 grid-cols-[minmax(0,1fr)] gap-3 rounded-l border border-line p-4',
        mine ? 'ml-auto rounded-br-none bg-brand-50' : 'rounded-bl-none bg-card',
      )}
    >
      <header className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-small">
          <span className="block font-semibold">{from}</span>
          <span className="text-muted">
            {office} · <When at={at} />
          </span>
        </p>
        <StatusTag tone={TONES[state]}>{say.offerStates[state]}</StatusTag>
      </header>
      <Prices of={prices} />
      <Facts items={facts} />
      {note !== undefined && <p className="border-t border-line pt-3">{note}</p>}
      {reason !== undefined && (
        <p className="border-t border-line pt-3">
          <span className="block text-small text-muted">{say.refusedBecause}</span>
          {reason}
        </p>
      )}
      {props.actions !== undefined && <div className="flex flex-wrap gap-2">{props.actions}</div>}
    </article>
  );
}

/** One price is the headline; several are a list. */
function Prices({ of: prices }: { of: readonly OfferPrice[] }) {
  const [only] = prices;
  if (only !== undefined && prices.length === 1) {
    return (
      <p>
        <span className="block">{only.name}</span>
        <span className="text-figure font-bold">
          <Money amount={only.price} />
        </span>{' '}
        <span className="text-muted">/ {only.unit}</span>
      </p>
    );
  }
  return (
    <ul className="grid gap-2">
      {prices.map((price) => (
        <li key={price.name} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0">{price.name}</span>
          <span className="ml-auto">
            <span className="font-bold">
              <Money amount={price.price} />
            </span>{' '}
            <span className="text-muted">/ {price.unit}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
