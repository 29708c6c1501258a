import { money } from '../../../src/kernel/money.ts';
import { Receipt, Why } from '../../shared/ui/receipt.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Order } from '../order-data.ts';
import { words } from './words.ts';

type Tax = NonNullable<Order['tax']['CMS']>;
const RAILS = ['CMS', 'KKP'] as const;

/** Gross − taxes = what reaches the vendor; of the chosen rail, or of each rail while none is chosen. */
export function TaxReceipt({ order, inWords }: { order: Order; inWords?: boolean }) {
  const say = useWords(words).tax;
  const rails = RAILS.flatMap((rail) => {
    const tax = order.tax[rail];
    return tax === null ? [] : [{ rail, tax }];
  });
  return rails.map(({ rail, tax }) => (
    <div key={rail} className="grid gap-2">
      {rails.length > 1 && <h3 className="text-body">{say.of[rail]}</h3>}
      <TaxOfRail tax={tax} label={rails.length > 1 ? say.of[rail] : say.label} inWords={inWords === true} />
    </div>
  ));
}

function TaxOfRail({ tax, label, inWords }: { tax: Tax; label: string; inWords: boolean }) {
  const say = useWords(words).tax;
  const lines = useLines(tax);
  const outside = BigInt(tax.outsideCardFlow);
  const ppn = BigInt(tax.ppn);
  const rest = tax.why.filter((sentence) => !lines.some((line) => line.reasons.includes(sentence)));
  return (
    <>
      <Receipt
        label={label}
        lines={lines.map(({ reasons, ...line }) =>
          reasons.length === 0 ? line : { ...line, why: <Sentences of={reasons} /> },
        )}
        totalLabel={say.net}
        total={BigInt(tax.net)}
        inWords={inWords}
      />
      {tax.ppnCollectedBy === 'VENDOR' && ppn > 0n && (
        <p className="text-small text-muted">{say.ppnVendor(money(ppn))}</p>
      )}
      {outside > 0n && <p className="text-small text-muted">{say.outside(money(outside))}</p>}
      {rest.length > 0 && (
        <Why of={say.how}>
          <Sentences of={rest} />
        </Why>
      )}
    </>
  );
}

function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul className="grid gap-1">
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** A line of the receipt and the sentences that explain it. */
interface ExplainedLine {
  readonly label: string;
  readonly amount: bigint;
  readonly note?: string;
  readonly reasons: readonly string[];
}

/** Only what is taken off this payment; what is deposited elsewhere is said under the receipt. */
function useLines(tax: Tax): ExplainedLine[] {
  const say = useWords(words).tax;
  // In both languages the explanations name the tax by its Indonesian letters.
  const about = (name: string) => tax.why.filter((sentence) => sentence.includes(name));
  const lines: ExplainedLine[] = [{ label: say.gross, amount: BigInt(tax.gross), reasons: [] }];
  const ppn = BigInt(tax.ppn);
  const held = tax.ppnCollectedBy === 'TREASURER' || tax.ppnCollectedBy === 'PLATFORM';
  if (held && ppn > 0n) {
    lines.push({
      label: tax.ppnCollectedBy === 'TREASURER' ? say.ppn : say.ppnPlatform,
      amount: -ppn,
      note: say.ppnBase(money(BigInt(tax.dpp))),
      reasons: about('PPN'),
    });
  }
  for (const pph of tax.pph) {
    const amount = BigInt(pph.amount);
    if (pph.withheldBy === 'OUTSIDE_CARD' || amount === 0n) continue;
    lines.push({
      label: pph.withheldBy === 'TREASURER' ? say.pph(pph.article) : say.pphPlatform(pph.article),
      amount: -amount,
      note: say.base(money(BigInt(pph.base)), pph.rate),
      reasons: [...about('PPh'), say.object(pph.objectCode)],
    });
  }
  return lines;
}
