import { words as statusWords } from '../../shared/status/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { PaperLink } from '../../shared/ui/paper-link.tsx';
import { Timeline } from '../../shared/ui/timeline.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Order } from '../order-data.ts';
import { words } from './words.ts';

/** Papers of the order. None is sealed yet, and each says so. */
export function PapersCard({ order }: { order: Order }) {
  const say = useWords(words).papers;
  return (
    <Card title={say.title}>
      {order.papers.length === 0 ? (
        <p className="text-muted">{say.none}</p>
      ) : (
        <ul className="grid gap-2">
          {order.papers.map((paper) => (
            <li key={`${paper.kind}-${paper.number}`}>
              <PaperLink title={paper.title} number={paper.number} href={paper.url} sealed={false} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Every act on the order, the latest first. */
export function HistoryCard({ order }: { order: Order }) {
  const say = useWords(words);
  const status = useWords(statusWords);
  if (order.timeline.length === 0) return null;
  const steps = [...order.timeline].reverse().map((entry) => ({
    label: entry.sentence,
    who: entry.by === null ? status.role(entry.role) : status.holder(entry.by, entry.role),
    at: <When at={entry.at} zone={order.zone} short />,
    state: 'done' as const,
    ...(entry.note === '' ? {} : { note: entry.note }),
  }));
  return (
    <Card title={say.history}>
      <Timeline label={say.history} steps={steps} vertical />
    </Card>
  );
}

export function NegotiationCard({ order }: { order: Order }) {
  const say = useWords(words).nego;
  const last = order.offers.at(-1);
  if (last === undefined) return null;
  return (
    <Card title={say.title} aside={<span className="text-muted">{say.count(order.offers.length)}</span>}>
      <Facts
        items={[
          {
            label: say.last,
            value: (
              <>
                <Money amount={last.gross} />
                <span className="block text-small font-normal text-muted">
                  {last.person} ({say.by[last.by]}) · <When at={last.at} zone={order.zone} short /> ·{' '}
                  {say.outcome[last.outcome]}
                </span>
              </>
            ),
          },
          ...(BigInt(last.saving) > 0n ? [{ label: say.saving, value: <Money amount={last.saving} /> }] : []),
        ]}
      />
      <p>
        <TextLink to={`/pesanan/${order.id}/nego`}>{say.open}</TextLink>
      </p>
    </Card>
  );
}

export function RatingCard({ order }: { order: Order }) {
  const say = useWords(words).rating;
  const { rating } = order;
  if (rating === null) return null;
  return (
    <Card title={say.title}>
      <p>
        <span aria-hidden="true" className="text-h2 text-wait-500">
          {'★'.repeat(rating.stars)}
          {'☆'.repeat(MOST_STARS - rating.stars)}
        </span>{' '}
        <span className="font-semibold">{say.stars(rating.stars)}</span>
      </p>
      {rating.comment !== '' && <p>{rating.comment}</p>}
      <p className="text-small text-muted">
        {rating.by} · <When at={rating.at} zone={order.zone} />
      </p>
    </Card>
  );
}

const MOST_STARS = 5;
