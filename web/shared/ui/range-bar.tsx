import { useWords } from '../words/define.ts';
import { Money } from './money.tsx';
import { words } from './words.ts';

interface RangeBarProps {
  /** "Harga terakhir dibayar di wilayah ini". */
  label: string;
  /** Whole rupiah. */
  low: bigint;
  middle: bigint;
  high: bigint;
  /** The price in question, marked on the range. */
  here: bigint;
}

/** Where a price lies among prices paid. The sentence under it says the same in words. */
export function RangeBar({ label, low, middle, high, here }: RangeBarProps) {
  const say = useWords(words);
  const from = low < here ? low : here;
  const to = high > here ? high : here;
  const at = (amount: bigint) => (to === from ? 50 : Number(((amount - from) * 10_000n) / (to - from)) / 100);
  return (
    <figure className="grid gap-2">
      <figcaption className="text-small font-semibold">{label}</figcaption>
      <div aria-hidden="true" className="relative mx-2 h-6">
        <span className="absolute inset-x-0 top-2.5 h-1 rounded-full bg-line" />
        <span
          style={{ left: `${at(low)}%`, right: `${100 - at(high)}%` }}
          className="absolute top-2 h-2 rounded-full bg-brand-300"
        />
        <span style={{ left: `${at(middle)}%` }} className="absolute top-1 h-4 w-0.5 bg-brand-800" />
        <span
          style={{ left: `calc(${at(here)}% - 8px)` }}
          className="absolute top-1 size-4 rotate-45 rounded-[3px] border-2 border-card bg-c2"
        />
      </div>
      <p className="flex flex-wrap gap-x-4 text-small text-muted">
        <span>
          {say.thisPrice} <Money amount={here} />
        </span>
        <span>
          {say.middlePrice} <Money amount={middle} />
        </span>
        <span>
          {say.range} <Money amount={low} /> – <Money amount={high} />
        </span>
      </p>
    </figure>
  );
}
