import { words as statusWords } from '../../shared/status/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Timeline, type TimelineStep } from '../../shared/ui/timeline.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Order } from '../order-data.ts';
import { MILESTONES, type Milestone, progressOf } from './milestones.ts';
import { words } from './words.ts';

/** The six milestones: done, where it stands now and who holds it, and what is still to come. */
export function ProgressCard({ order }: { order: Order }) {
  const say = useWords(words);
  const status = useWords(statusWords);
  const { passed, stopped } = progressOf(order);
  const steps = MILESTONES.slice(0, stopped ? passed + 1 : MILESTONES.length).map((milestone, index): TimelineStep => {
    const label = say.steps[milestone];
    if (index < passed) {
      const { who, at } = doneBy(order, milestone);
      return {
        label,
        state: 'done',
        ...(who === undefined ? {} : { who }),
        ...(at === undefined ? {} : { at: <When at={at} zone={order.zone} short /> }),
      };
    }
    if (index > passed) return { label, state: 'later' };
    if (stopped) {
      return {
        label: status.order[order.state],
        state: 'stopped',
        ...(order.ended === null
          ? {}
          : {
              who: order.ended.by,
              at: <When at={order.ended.at} zone={order.zone} short />,
              note: order.ended.reason,
            }),
      };
    }
    return {
      label,
      state: 'now',
      note: status.order[order.state],
      ...(order.turn === null ? {} : { who: status.holder(order.turn.name, order.turn.role) }),
      ...(order.dueAt === null
        ? {}
        : {
            at: (
              <>
                {say.until} <When at={order.dueAt} zone={order.zone} short />
              </>
            ),
          }),
    };
  });
  return (
    <Card title={say.progress}>
      <Timeline label={say.progress} steps={steps} />
    </Card>
  );
}

function doneBy(order: Order, milestone: Milestone): { who?: string | undefined; at?: string | undefined } {
  const event = (type: string) => order.timeline.find((entry) => entry.type.endsWith(type));
  switch (milestone) {
    case 'asked':
      return { who: order.people.requester.name, at: order.createdAt };
    case 'approved':
      return { who: order.people.ppk?.name, at: event('approved')?.at };
    case 'shipped':
      return { who: order.vendor.name, at: order.shipments.at(-1)?.at };
    case 'received':
      return { who: order.receipt?.by, at: order.receipt?.at };
    case 'ordered':
      return { who: order.spby?.by, at: order.spby?.at };
    case 'paid':
      return { at: order.paidAt ?? undefined };
  }
}
