import type { ReactNode } from 'react';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import { Day } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { AddOne } from '../add-to-cart.tsx';
import { Badges, Esteem } from '../badges.tsx';
import type { Product } from '../data.ts';
import { count } from '../figures.ts';
import { ProductPicture } from '../picture.tsx';
import { Price } from '../price.tsx';
import { useSpecification } from '../product/specification.tsx';
import { words as productWords } from '../product/words.ts';
import { words } from './words.ts';

const PICTURE_PX = 120;

interface CompareTableProps {
  products: readonly Product[];
  onRemove: (slug: string) => void;
}

interface Row {
  readonly label: string;
  readonly cell: (product: Product) => ReactNode;
}

/** One column a product; on a phone the name of each row stands above its cells. Scrolls sideways when it must. */
export function CompareTable({ products, onRemove }: CompareTableProps) {
  const say = useWords(words);
  const rows = useRows(products);
  return (
    <section
      aria-label={say.table}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach a region that scrolls
      tabIndex={0}
      className="relative overflow-x-auto rounded-l border border-line bg-card"
    >
      <table className="w-full border-collapse text-left align-top">
        <caption className="sr-only">{say.table}</caption>
        <thead>
          <tr>
            <td className="hidden w-48 lg:table-cell" />
            {products.map(({ card }) => (
              <th key={card.id} scope="col" className="min-w-40 p-3 align-top font-normal">
                <div className="flex h-full flex-col gap-2">
                  <div className="max-w-30">
                    <ProductPicture of={card.picture} alt="" size={PICTURE_PX} fill eager />
                  </div>
                  <TextLink to={`/produk/${card.slug}`}>{card.name}</TextLink>
                  <button
                    type="button"
                    aria-label={say.removeNamed(card.name)}
                    onClick={() => onRemove(card.slug)}
                    className="link min-h-11 self-start text-small font-semibold"
                  >
                    {say.remove}
                  </button>
                </div>
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.label} className="border-t border-line">
            <tr className="lg:hidden">
              <th colSpan={products.length} scope="rowgroup" className="px-3 pt-3 text-small font-normal text-muted">
                <span className="sticky left-3">{row.label}</span>
              </th>
            </tr>
            <tr>
              <th scope="row" className="hidden p-3 align-top font-normal text-muted lg:table-cell">
                {row.label}
              </th>
              {products.map((product) => (
                <td key={product.card.id} className="min-w-40 p-3 align-top max-lg:pt-1">
                  {row.cell(product)}
                </td>
              ))}
            </tr>
          </tbody>
        ))}
        <tfoot className="border-t border-line">
          <tr>
            <td className="hidden lg:table-cell" />
            {products.map(({ card }) => (
              <td key={card.id} className="p-3 align-top">
                {card.stock >= card.minOrder && <AddOne card={card} />}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function useRows(products: readonly Product[]): readonly Row[] {
  const say = useWords(words);
  const sayProduct = useWords(productWords);
  const language = useLanguage();
  const factsOf = useSpecification();
  const cheapest = cheapestOf(products);
  const facts = new Map(products.map((product) => [product, factsOf(product)]));
  const labels = [...new Set([...facts.values()].flat().map(({ label }) => label))];
  return [
    {
      label: say.price,
      cell: (product) => (
        <div className="grid gap-1">
          <Price card={product.card} />
          {product === cheapest && (
            <span>
              <StatusTag tone="good">{say.cheapest}</StatusTag>
            </span>
          )}
        </div>
      ),
    },
    {
      label: say.shop,
      cell: ({ card }) => (
        <div className="grid gap-1">
          <span>
            <TextLink to={`/toko/${card.vendor.slug}`}>{card.vendor.name}</TextLink>
            <span className="block text-small text-muted">{card.vendor.town}</span>
          </span>
          <Badges card={card} />
        </div>
      ),
    },
    { label: say.esteem, cell: ({ card }) => <Esteem card={card} /> },
    { label: say.stock, cell: ({ card }) => `${count(card.stock, language)} ${card.unit}` },
    { label: say.minOrder, cell: ({ card }) => `${count(card.minOrder, language)} ${card.unit}` },
    { label: say.delivery, cell: ({ earliestDelivery }) => <Day date={earliestDelivery} /> },
    { label: say.rails, cell: ({ card }) => card.rails.map((rail) => sayProduct.railNames[rail]).join(', ') },
    ...labels.map((label) => ({
      label,
      cell: (product: Product) => facts.get(product)?.find((fact) => fact.label === label)?.value ?? <None />,
    })),
  ];
}

function None() {
  const say = useWords(words);
  return (
    <>
      <span aria-hidden="true">{say.none}</span>
      <span className="sr-only">{say.noneRead}</span>
    </>
  );
}

/** Only where prices are of the same unit and one is below all others. */
function cheapestOf(products: readonly Product[]): Product | undefined {
  const [first, second] = [...products].sort((a, b) => (BigInt(a.card.price) < BigInt(b.card.price) ? -1 : 1));
  if (first === undefined || second === undefined || first.card.price === second.card.price) return undefined;
  return products.every(({ card }) => card.unit === first.card.unit) ? first : undefined;
}
