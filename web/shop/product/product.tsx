import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money } from '../../../src/kernel/money.ts';
import { Problem } from '../../shared/api/problem.ts';
import { useParam } from '../../shared/shell/url.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Columns, Stack } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useAddToCart } from '../add-to-cart.tsx';
import { Badges, Esteem } from '../badges.tsx';
import { CompareBar } from '../compare-bar.tsx';
import { type Product as ProductData, productQuery } from '../data.ts';
import { ProductPicture } from '../picture.tsx';
import { ProductGrid } from '../product-card.tsx';
import { words as shopWords } from '../words.ts';
import { BuyBar, BuyCard } from './buy.tsx';
import { ShopCard, Specification } from './specification.tsx';
import { TaxCard } from './tax.tsx';
import { words } from './words.ts';

const PICTURE_PX = 480;
const SKELETON_PX = 320;
const NOT_FOUND = 404;

/** S2: one product, everything needed to decide about it. */
export default function Product() {
  const say = useWords(words);
  const slug = useParam('slug');
  const product = useQuery(productQuery(slug));
  if (product.error instanceof Problem && product.error.status === NOT_FOUND) {
    return (
      <Page title={say.notFound} narrow>
        <p>{say.notFoundText}</p>
        <div>
          <LinkButton to="/katalog">{say.toCatalogue}</LinkButton>
        </div>
      </Page>
    );
  }
  if (product.data === undefined) {
    return (
      <Loaded query={product} skeleton={<Skeleton rows={2} height={SKELETON_PX} />}>
        {() => null}
      </Loaded>
    );
  }
  // A new product is a new choice of quantity.
  return <Shown key={slug} product={product.data} />;
}

function Shown({ product }: { product: ProductData }) {
  const say = useWords(words);
  const sayShop = useWords(shopWords);
  const { card } = product;
  const [quantity, setQuantity] = useState(card.minOrder);
  const command = useAddToCart(card);
  const buying = { product, quantity, command };
  return (
    <Page
      title={card.name}
      lead={
        <div className="grid gap-2">
          <Badges card={card} />
          <Esteem card={card} />
        </div>
      }
      actions={<BuyBar {...buying} />}
    >
      {product.state === 'DRAFT' && <Notice tone="wait">{say.draft}</Notice>}
      <Columns of="aside">
        <Stack>
          <div className="mx-auto w-full max-w-60 sm:max-w-80 lg:max-w-md">
            <ProductPicture of={card.picture} alt={sayShop.picture(card.name)} size={PICTURE_PX} fill eager />
          </div>
          <div className="lg:hidden">
            <BuyCard {...buying} onQuantity={setQuantity} prefix="" />
          </div>
          {product.description !== '' && (
            <Card title={say.about}>
              <p className="whitespace-pre-line">{product.description}</p>
            </Card>
          )}
          <TaxCard product={product} />
          <Specification product={product} />
        </Stack>
        <Stack>
          <div className="hidden lg:block">
            <BuyCard {...buying} onQuantity={setQuantity} prefix="samping-" />
          </div>
          <ShopCard card={card} />
          {product.priceRange !== null && (
            <Card title={say.prices}>
              <p className="font-semibold">
                {say.priceRange(money(BigInt(product.priceRange.lowest)), money(BigInt(product.priceRange.highest)))}
              </p>
              <p className="text-small text-muted">{say.priceHint}</p>
            </Card>
          )}
        </Stack>
      </Columns>
      {product.similar.length > 0 && (
        <section aria-labelledby="serupa" className="grid gap-4">
          <h2 id="serupa" className="text-h2">
            {say.similar}
          </h2>
          <ProductGrid cards={product.similar} level={3} lazy />
        </section>
      )}
      <CompareBar />
    </Page>
  );
}
