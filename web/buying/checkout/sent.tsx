import { when } from '../../../src/kernel/time.ts';
import { Arrived, NextStep } from '../../orders/acts/done.tsx';
import type { Order } from '../../orders/order-data.ts';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { words } from '../words.ts';

/** The order is with the PPK: who has it, and until when they answer. */
export function Sent({ order }: { order: Order }) {
  const say = useWords(words).sent;
  const language = useLanguage();
  const until = order.dueAt === null ? undefined : when(new Date(order.dueAt), order.zone, language);
  return (
    <Arrived>
      <Notice
        tone="good"
        title={say.title(order.number ?? '', order.people.ppk?.name ?? 'PPK')}
        live
        action={
          <>
            <LinkButton to="/tugas" tone="quiet">
              {say.toTasks}
            </LinkButton>
            <LinkButton to={`/pesanan/${order.id}`} tone="quiet">
              {say.toOrder}
            </LinkButton>
          </>
        }
      >
        {until === undefined ? say.text : say.textUntil(until)}
      </Notice>
    </Arrived>
  );
}

/** What else was done on this page, and whose turn it is now. */
export function Happened({ done, order }: { done: 'sendBack' | 'setDetails'; order: Order }) {
  const say = useWords(words).sent;
  return (
    <Arrived>
      <Notice tone="good" title={say[done]} live>
        <NextStep order={order} />
      </Notice>
    </Arrived>
  );
}
