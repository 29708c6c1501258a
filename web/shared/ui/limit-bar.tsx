import { useWords } from '../words/define.ts';
import { classes } from './classes.ts';
import { Money } from './money.tsx';
import { words } from './words.ts';

interface LimitBarProps {
  /** "Pagu 521811", "Limit kartu". */
  label: string;
  /** Whole rupiah; what is left is limit − used − held. */
  limit: bigint;
  used: bigint;
  held: bigint;
}

/** Share in percent with two decimals, computed on whole numbers. */
function share(part: bigint, whole: bigint): number {
  if (whole <= 0n || part <= 0n) return 0;
  return Math.min(100, Number((part * 10_000n) / whole) / 100);
}

/** Used, held and left of a limit; the three figures are written under the bar. */
export function LimitBar({ label, limit, used, held }: LimitBarProps) {
  const say = useWords(words);
  const left = limit - used - held;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <span className="font-semibold">{label}</span>
        <span className="text-small text-muted">
          {say.of} <Money amount={limit} />
        </span>
      </div>
      <div aria-hidden="true" className="flex h-3 overflow-hidden rounded-full border border-control bg-card">
        <span style={{ width: `${share(used, limit)}%` }} className="bg-c1" />
        <span
          style={{ width: `${share(held, limit)}%` }}
          className="bg-[repeating-linear-gradient(45deg,var(--c2)_0_4px,var(--wait-50)_4px_7px)]"
        />
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-small">
        <Figure mark="bg-c1" label={say.used} amount={used} />
        <Figure mark="bg-c2" label={say.held} amount={held} />
        <Figure mark="border border-control bg-card" label={say.left} amount={left} bad={left < 0n} />
      </dl>
    </div>
  );
}

function Figure({ mark, label, amount, bad }: { mark: string; label: string; amount: bigint; bad?: boolean }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="flex items-center gap-1.5 text-muted">
        <span aria-hidden="true" className={classes('size-3 rounded-[3px]', mark)} />
        {label}
      </dt>
      <dd className={classes('font-semibold', bad === true && 'text-bad-700')}>
        <Money amount={amount} />
      </dd>
    </div>
  );
}
