import { useLocation } from '@tanstack/react-router';
import { money } from '../../../src/kernel/money.ts';
import { useMe } from '../../shared/api/me.ts';
import { Card } from '../../shared/ui/card.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Receipt, type ReceiptLine, Why } from '../../shared/ui/receipt.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import type { Product } from '../data.ts';
import { count } from '../figures.ts';
import { words } from './words.ts';

const RAILS = ['CMS', 'KKP'] as const;
type RailTax = NonNullable<NonNullable<Product['tax']>['CMS']>;

/** What the smallest order would come to on each rail: bill − what the treasurer withholds = what the vendor gets. */
export function TaxCard({ product }: { product: Product }) {
  const say = useWords(words);
  const language = useLanguage();
  const { tax, card } = product;
  return (
    <Card title={say.tax}>
      {tax === null ? (
        <TaxHidden />
      ) : (
        <>
          <p className="text-small text-muted">{say.taxFor(count(card.minOrder, language), card.unit)}</p>
          <div className="grid items-start gap-4 md:grid-cols-2">
            {RAILS.map((rail) => {
              const of = tax[rail];
              return of === null ? null : (
                <div key={rail} className="grid gap-2">
                  <h3 className="text-body">{say.railNames[rail]}</h3>
                  <OfRail tax={of} label={say.railNames[rail]} />
                </div>
              );
            })}
          </div>
          {tax.KKP === null && <p className="text-small text-muted">{say.onlyCms}</p>}
        </>
      )}
    </Card>
  );
}

function OfRail({ tax, label }: { tax: RailTax; label: string }) {
  const say = useWords(words);
  const gross = BigInt(tax.gross);
  const net = BigInt(tax.net);
  const ppn = BigInt(tax.ppn);
  const note = ppn > 0n ? say.ppnInside(money(ppn)) : say.noPpn;
  const lines: ReceiptLine[] = [{ label: say.bill, amount: gross, note }];
  if (gross > net) lines.push({ label: say.withheld, amount: net - gross });
  return (
    <>
      <Receipt label={label} lines={lines} totalLabel={say.net} total={net} />
      <Why of={label}>
        <ul className="grid gap-1">
          {tax.why.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Why>
    </>
  );
}

/** The tax standing of a vendor is shown to work units alone. */
function TaxHidden() {
  const say = useWords(words);
  const me = useMe();
  const here = useLocation({ select: (place) => place.href });
  if (me) return <p>{say.taxOther}</p>;
  return (
    <>
      <p>{say.taxSignIn}</p>
      <div>
        <LinkButton to="/masuk" search={{ kembali: here }} tone="quiet">
          {say.signIn}
        </LinkButton>
      </div>
    </>
  );
}
