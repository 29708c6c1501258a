import type { ReactNode } from 'react';
import { useWords } from '../words/define.ts';
import { classes } from './classes.ts';
import { Facts } from './facts.tsx';
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

interface OfferProps {
  from: string;
  /** Role or shop of the one who offers. */
  office: string;
  /** Stands on the right: the reader's own side made it. */
  mine: boolean;
  at: string;
  /** Whole rupiah. */
  unitPrice: bigint;
  unit: string;
  deliveryFee: bigint;
  /** Already written out: "28 November 2026". */
  deliverBy: string;
  validUntil: string;
  /** Against the listed price; both sides see it. */
  saving?: bigint;
  note?: string;
  state: OfferState;
  /** Setuju / Tawar balik / Tolak, for the one whose turn it is. */
  actions?: ReactNode;
}

/** One structured offer in the conversation. It is evidence: it is never edited. */
export function Offer(props: OfferProps) {
  const { from, office, mine, at, unitPrice, unit, deliveryFee, deliverBy, validUntil, saving, note, state } = props;
  const say = useWords(words);
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
      <p className="text-figure font-bold">
        <Money amount={unitPrice} /> <span className="text-body font-normal text-muted">/ {unit}</span>
      </p>
      <Facts
        items={[
          { label: say.deliveryFee, value: <Money amount={deliveryFee} /> },
          { label: say.deliverBy, value: deliverBy },
          { label: say.validUntil, value: validUntil },
          ...(saving === undefined ? [] : [{ label: say.saving, value: <Money amount={saving} /> }]),
        ]}
      />
      {note !== undefined && <p className="border-t border-line pt-3">{note}</p>}
      {props.actions !== undefined && <div className="flex flex-wrap gap-2">{props.actions}</div>}
    </article>
  );
}
