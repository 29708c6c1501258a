import { Money } from '../shared/ui/money.tsx';
import { useWords } from '../shared/words/define.ts';
import type { Card } from './data.ts';
import { words } from './words.ts';

/** Price of one unit, and what it says of PPN. */
export function Price({ card, large }: { card: Pick<Card, 'price' | 'unit' | 'ppn'>; large?: boolean }) {
  const say = useWords(words);
  return (
    <p>
      <span className={large === true ? 'text-figure font-bold' : 'font-bold'}>
        <Money amount={card.price} />
      </span>
      <span className="block text-small text-muted">
        {say.per(card.unit)}, {say.ppn[card.ppn]}
      </span>
    </p>
  );
}
