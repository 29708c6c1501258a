import type { ReactNode } from 'react';
import { money } from '../../../src/kernel/money.ts';
import { useWords } from '../words/define.ts';
import { useAmountInWords } from './amount-in-words.ts';
import { words } from './words.ts';

export interface ReceiptLine {
  readonly label: string;
  /** Whole rupiah; what is taken off is negative. */
  readonly amount: bigint;
  /** Small print under the label: "40 rim × Rp54.000,00". */
  readonly note?: string;
  /** Behind "Mengapa?": rule, base × rate, legal basis. */
  readonly why?: ReactNode;
}

interface ReceiptProps {
  label: string;
  lines: readonly ReceiptLine[];
  totalLabel: string;
  /** From the server. When the lines do not add up to it, the receipt says so instead of hiding it. */
  total: bigint;
  /** The total in words: wherever it is to be signed. */
  inWords?: boolean;
}

/** A break-down that sums visibly. */
export function Receipt({ label, lines, totalLabel, total, inWords }: ReceiptProps) {
  const say = useWords(words);
  const amountInWords = useAmountInWords();
  const sum = lines.reduce((so, line) => so + line.amount, 0n);
  return (
    <section aria-label={label} className="rounded-m bg-sunken p-4">
      <ul className="grid gap-2">
        {lines.map((line) => (
          <li key={line.label}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                {line.label}
                {line.note !== undefined && <span className="block text-small text-muted">{line.note}</span>}
              </span>
              <span className="ml-auto text-right whitespace-nowrap">{money(line.amount)}</span>
            </div>
            {line.why !== undefined && <Why of={line.label}>{line.why}</Why>}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-4 border-t-2 border-control pt-3 font-bold">
        <span>{totalLabel}</span>
        <span className="ml-auto text-h2 whitespace-nowrap">{money(total)}</span>
      </div>
      {inWords === true && <p className="mt-1 text-small text-muted">{amountInWords(total)}</p>}
      {sum !== total && <p className="mt-2 text-small font-semibold text-bad-700">{say.doesNotAddUp(money(sum))}</p>}
    </section>
  );
}

/** "Mengapa?" beside a figure or a refusal. */
export function Why({ of, children }: { of: string; children: ReactNode }) {
  const say = useWords(words);
  return (
    <details className="text-small">
      <summary className="inline-flex min-h-6 items-center font-semibold text-brand-700 underline underline-offset-3">
        {say.why}
        <span className="sr-only"> {of}</span>
      </summary>
      <div className="mt-1 border-l-4 border-line pl-3 text-muted">{children}</div>
    </details>
  );
}
