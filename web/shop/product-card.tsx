import { Link } from '@tanstack/react-router';
import { useWords } from '../shared/words/define.ts';
import { AddOne } from './add-to-cart.tsx';
import { Badges, Esteem } from './badges.tsx';
import { CompareToggle } from './compare-bar.tsx';
import type { Card } from './data.ts';
import { ProductPicture } from './picture.tsx';
import { Price } from './price.tsx';
import { words } from './words.ts';

const PICTURE_PX = 240;
/** Cards of the first row are seen at once. */
const EAGER_CARDS = 4;

interface GridProps {
  cards: readonly Card[];
  /** Heading level of the names. */
  level?: 2 | 3;
  /** Cards below the fold: their pictures wait. */
  lazy?: boolean;
}

/** Two cards beside each other on a phone (one where text is large), up to four on a desktop. */
export function ProductGrid({ cards, level = 2, lazy }: GridProps) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,8.5rem),1fr))] gap-2 sm:grid-cols-[repeat(auto-fill,minmax(10.75rem,1fr))] sm:gap-3">
      {cards.map((card, place) => (
        <li key={card.id} className="min-w-0">
          <ProductCard card={card} level={level} eager={lazy !== true && place < EAGER_CARDS} />
        </li>
      ))}
    </ul>
  );
}

function ProductCard({ card, level, eager }: { card: Card; level: 2 | 3; eager: boolean }) {
  const say = useWords(words);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article className="flex h-full flex-col gap-2 rounded-l border border-line bg-card p-2 sm:p-3">
      <ProductPicture of={card.picture} alt="" size={PICTURE_PX} fill eager={eager} />
      <Heading className="line-clamp-2 min-h-12 text-body font-semibold">
        <Link to="/produk/$slug" params={{ slug: card.slug } as never} className="hover:underline">
          {card.name}
        </Link>
      </Heading>
      <Price card={card} />
      <p className="text-small text-muted">
        <Link to="/toko/$slug" params={{ slug: card.vendor.slug } as never} className="link">
          {card.vendor.name}
        </Link>
        <span className="block">{card.vendor.town}</span>
      </p>
      <Badges card={card} />
      <Esteem card={card} />
      <div className="mt-auto grid gap-1">
        {card.stock < card.minOrder ? (
          <p className="py-3 text-center text-small font-semibold text-muted">{say.outOfStock}</p>
        ) : (
          <AddOne card={card} />
        )}
        <div className="justify-self-center">
          <CompareToggle slug={card.slug} name={card.name} />
        </div>
      </div>
    </article>
  );
}
