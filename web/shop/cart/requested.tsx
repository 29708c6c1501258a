import { useEffect, useRef } from 'react';
import { when } from '../../../src/kernel/time.ts';
import type { Order } from '../../orders/order-data.ts';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { words } from './words.ts';

/** Who has the order now and until when they answer. Takes focus, since the button that was pressed is gone. */
export function Requested({ order }: { order: Order }) {
  const say = useWords(words);
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scrollTo({ top: 0 });
    box.current?.focus({ preventScroll: true });
  }, []);
  const sentences = [
    order.turn === null ? say.requestedNoOne(order.vendor.name) : say.requestedTo(order.turn.name, order.vendor.name),
    order.dueAt === null ? '' : say.answerBy(when(new Date(order.dueAt), order.zone, language)),
  ];
  return (
    <div ref={box} tabIndex={-1}>
      <Notice
        tone="good"
        title={say.requested}
        live
        action={
          <LinkButton to={`/pesanan/${order.id}`} tone="quiet">
            {say.toOrder}
          </LinkButton>
        }
      >
        {sentences.filter((sentence) => sentence !== '').join(' ')}
      </Notice>
    </div>
  );
}
