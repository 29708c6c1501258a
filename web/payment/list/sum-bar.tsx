import { money } from '../../../src/kernel/money.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';

interface SumBarProps {
  count: number;
  /** Whole rupiah. */
  sum: bigint;
  /** Verb and object of the act on all of them. */
  act: string;
  busy?: boolean;
  onAct: () => void;
  onClear: () => void;
}

/** Stays in sight while rows are ticked: how many, how much, and what to do with them. */
export function SumBar({ count, sum, act, busy, onAct, onClear }: SumBarProps) {
  const say = useWords(words).cms;
  if (count === 0) return null;
  return (
    <section
      aria-label={say.barLabel}
      data-screen-only
      className="sticky bottom-(--bottom-bar) z-20 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-l border border-control bg-card p-3 shadow-float lg:bottom-4"
    >
      <p role="status" className="font-bold">
        {say.bar(count, money(sum))}
      </p>
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
        <Button busy={busy === true} onPress={onAct}>
          {act}
        </Button>
        <Button tone="quiet" onPress={onClear}>
          {say.clear}
        </Button>
      </div>
    </section>
  );
}
