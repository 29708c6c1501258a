import type { ReactNode } from 'react';
import { classes } from '../../shared/ui/classes.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '../../shared/ui/icons.ts';
import { Money } from '../../shared/ui/money.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Why } from '../../shared/ui/receipt.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Order } from '../order-data.ts';
import { words } from './words.ts';

type Level = Order['findings'][number]['level'];

const MARKS = {
  ok: { icon: IconCircleCheck, colour: 'text-good-700' },
  warn: { icon: IconAlertTriangle, colour: 'text-wait-700' },
  block: { icon: IconCircleX, colour: 'text-bad-700' },
} as const;

interface CheckProps {
  level: Level;
  /** What the icon says, for who cannot see it. */
  said: string;
  children: ReactNode;
}

function Check({ level, said, children }: CheckProps) {
  const { icon: Icon, colour } = MARKS[level];
  return (
    <li className="flex gap-3">
      <Icon size={24} aria-hidden="true" className={classes('shrink-0', colour)} />
      <div className="min-w-0">
        <span className="sr-only">{said}: </span>
        {children}
      </div>
    </li>
  );
}

/** Ceilings, domestic product, splitting: green, amber or red, with the legal basis on request. */
export function Findings({ findings }: { findings: Order['findings'] }) {
  const say = useWords(words).checks;
  if (findings.length === 0) return null;
  return (
    <ul aria-label={say.title} className="grid gap-3">
      {findings.map((finding) => (
        <Check key={finding.code} level={finding.level} said={say.levels[finding.level]}>
          {finding.sentence}
          {finding.basis !== '' && <Why of={say.basis}>{finding.basis}</Why>}
        </Check>
      ))}
    </ul>
  );
}

export function SplitWarnings({ splits }: { splits: Order['splits'] }) {
  const say = useWords(words).checks;
  return splits.map((split) => (
    <Notice key={split.sentence} tone="warning" title={say.splits}>
      <p>{split.sentence}</p>
      <p className="text-small">
        {say.splitOrders}: {split.orderNumbers.join(', ')}
      </p>
      <Why of={say.basis}>{split.basis}</Why>
    </Notice>
  ));
}

/** The budget line before and after the order; once the order is bound, what is left of it. */
export function BudgetEffect({ budget }: { budget: NonNullable<Order['budget']> }) {
  const say = useWords(words).budget;
  const before = BigInt(budget.available);
  const after = BigInt(budget.after);
  const short = after < 0n;
  return (
    <Facts
      items={[
        {
          label: say.line,
          value: (
            <>
              {budget.akun} · {budget.name}
              <span className="block text-small font-normal break-all text-muted">{budget.mak}</span>
            </>
          ),
        },
        { label: before === after ? say.now : say.before, value: <Money amount={before} /> },
        ...(before === after
          ? []
          : [
              {
                label: say.after,
                value: (
                  <span className={short ? 'text-bad-700' : undefined}>
                    <Money amount={after} />
                  </span>
                ),
              },
            ]),
      ]}
    />
  );
}

/** S10: tests of the bill. Those that fail stand open; those that pass are one line that unfolds. */
export function BillTests({ tests }: { tests: Order['billTests'] }) {
  const say = useWords(words).checks;
  if (tests.length === 0) return null;
  const failed = tests.filter((test) => !test.passed);
  const passed = tests.filter((test) => test.passed);
  return (
    <section aria-label={say.tests} className="grid gap-3">
      {failed.length > 0 && (
        <>
          <p className="font-semibold">{say.failed(failed.length)}</p>
          <ul className="grid gap-3">
            {failed.map((test) => (
              <Check key={test.code} level="block" said={say.fail}>
                <span aria-hidden="true" className="block text-small font-semibold text-bad-700">
                  {say.fail}
                </span>
                {test.sentence}
              </Check>
            ))}
          </ul>
        </>
      )}
      {passed.length > 0 && (
        <details>
          <summary className="inline-flex min-h-11 items-center gap-2 font-semibold text-good-700">
            <IconCircleCheck size={24} aria-hidden="true" />
            <span className="underline underline-offset-3">
              {failed.length === 0 ? say.allPassed(passed.length) : say.passed(passed.length)}
            </span>
          </summary>
          <ul className="mt-2 grid gap-3">
            {passed.map((test) => (
              <Check key={test.code} level="ok" said={say.pass}>
                {test.sentence}
              </Check>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
