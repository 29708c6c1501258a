import { Card } from '../../shared/ui/card.tsx';
import { type Fact, Facts } from '../../shared/ui/facts.tsx';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import type { Card as CardData, Product } from '../data.ts';
import { percent, weight } from '../figures.ts';
import { IconMapPin } from '../icons.ts';
import { words as shopWords } from '../words.ts';
import { words } from './words.ts';

/** The facts of a product; what it does not have is left out. Also the rows of a comparison. */
export function useSpecification(): (product: Product) => readonly Fact[] {
  const say = useWords(words);
  const language = useLanguage();
  return (product) => {
    const { card } = product;
    const share = (label: string, value: number | null): Fact[] =>
      value === null ? [] : [{ label, value: `${percent(value, language)}%` }];
    return [
      { label: say.category, value: product.categoryName },
      { label: say.kind, value: say.kinds[card.kind] },
      { label: say.unit, value: card.unit },
      ...(product.weightGrams === 0 ? [] : [{ label: say.weight, value: weight(product.weightGrams, language) }]),
      { label: say.origin, value: card.pdn ? say.domestic : say.imported },
      ...share(say.tkdn, card.tkdnPercent),
      ...share(say.bmp, product.bmpPercent),
      { label: say.akun, value: `${product.suggestedAkun.code} ${product.suggestedAkun.name}` },
      { label: say.taxObject, value: `${product.taxObject.code} ${product.taxObject.name}` },
      { label: say.area, value: product.deliveryArea.join(', ') },
    ];
  };
}

export function Specification({ product }: { product: Product }) {
  const say = useWords(words);
  const facts = useSpecification();
  return (
    <Card title={say.specification}>
      <Facts items={facts(product)} />
    </Card>
  );
}

/** Who sells it. */
export function ShopCard({ card }: { card: CardData }) {
  const say = useWords(words);
  const sayShop = useWords(shopWords);
  const { vendor } = card;
  return (
    <Card title={say.shop}>
      <div className="grid gap-1">
        <p className="font-semibold">{vendor.name}</p>
        <p className="flex items-center gap-1 text-muted">
          <IconMapPin size={20} aria-hidden="true" />
          {vendor.town}
        </p>
        <p className="text-small text-muted">
          {[vendor.umk ? sayShop.small : '', vendor.pkp ? say.pkp : say.notPkp]
            .filter((text) => text !== '')
            .join(' · ')}
        </p>
      </div>
      <TextLink to={`/toko/${vendor.slug}`}>{say.toShop}</TextLink>
    </Card>
  );
}
