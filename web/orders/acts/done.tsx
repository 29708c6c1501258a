import { type ReactNode, useEffect, useRef } from 'react';
import { when } from '../../../src/kernel/time.ts';
import { words as statusWords } from '../../shared/status/words.ts';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { isMine, type Order, type OrderAction } from '../order-data.ts';
import { words } from './words.ts';

export interface DoneAct {
  readonly action: OrderAction;
  /** Counts the acts done on this page, so that each is announced. */
  readonly count: number;
}

/** Takes focus when it appears, since the button that was pressed is gone. */
export function Arrived({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scrollTo({ top: 0 });
    box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}

/** What happened, who has it now and until when. */
export function Done({ done, order }: { done: DoneAct; order: Order }) {
  const say = useWords(words);
  return (
    <Arrived>
      <Notice
        tone="good"
        title={say.done(done.action)}
        live
        action={
          <LinkButton to="/tugas" tone="quiet">
            {say.toTasks}
          </LinkButton>
        }
      >
        <NextStep order={order} />
      </Notice>
    </Arrived>
  );
}

/** "Sekarang giliran Siti Rahma (PPK), paling lambat 26 November 2026." */
export function NextStep({ order }: { order: Order }) {
  const say = useWords(words);
  const status = useWords(statusWords);
  const language = useLanguage();
  if (isMine(order)) return say.nextYou;
  if (order.turn === null) return status.order[order.state];
  const until = order.dueAt === null ? undefined : when(new Date(order.dueAt), order.zone, language);
  return say.nextOther(status.holder(order.turn.name, order.turn.role), until);
}
