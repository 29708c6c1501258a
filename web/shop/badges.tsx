import { useWords } from '../shared/words/define.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { Card } from './data.ts';
import { count, percent, rating } from './figures.ts';
import { IconStarFilled } from './icons.ts';
import { words } from './words.ts';

/** At most two: who sells, and how domestic it is. */
export function Badges({ card }: { card: Pick<Card, 'vendor' | 'tkdnPercent' | 'pdn'> }) {
  const say = useWords(words);
  const language = useLanguage();
  const domestic =
    card.tkdnPercent === null ? (card.pdn ? say.pdn : '') : say.tkdn(percent(card.tkdnPercent, language));
  const shown = [card.vendor.umk ? say.small : '', domestic].filter((badge) => badge !== '');
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1">
      {shown.map((badge) => (
        <li key={badge} className="rounded-s bg-brand-50 px-1.5 py-0.5 text-small text-brand-700">
          {badge}
        </li>
      ))}
    </ul>
  );
}

/** "★ 4,7 · terjual 1.240". */
export function Esteem({ card }: { card: Pick<Card, 'ratingTenths' | 'sold'> }) {
  const say = useWords(words);
  const language = useLanguage();
  const sold = card.sold === 0 ? say.notSold : say.sold(count(card.sold, language));
  return (
    <p className="flex flex-wrap items-center gap-x-1 text-small text-muted">
      {card.ratingTenths !== null && (
        <>
          <IconStarFilled size={16} aria-hidden="true" className="text-c2" />
          <span aria-hidden="true">{rating(card.ratingTenths, language)} ·</span>
          <span className="sr-only">{say.rating(rating(card.ratingTenths, language))},</span>
        </>
      )}
      {sold}
    </p>
  );
}
