import { useQuery } from '@tanstack/react-query';
import { monthLong } from '../../src/kernel/time.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { useWords } from '../shared/words/define.ts';
import { useLanguage } from '../shared/words/language.ts';
import { type Month, monthsQuery } from './reconciliation-data.ts';
import { Sen } from './sen.tsx';
import { words } from './words.ts';

export const MONTH_TONES: Readonly<Record<Month['state'], Tone>> = {
  OPEN: 'plain',
  SIGNED: 'wait',
  SENT_BACK: 'bad',
  CLOSED: 'good',
};
const ROW_HEIGHT_PX = 56;

/** The months of the account, newest first. */
export default function Months() {
  const say = useWords(words).months;
  const query = useQuery(monthsQuery);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <LinkButton to="/kas" tone="quiet">
          {say.back}
        </LinkButton>
      }
    >
      <Loaded query={query} skeleton={<Skeleton rows={3} height={ROW_HEIGHT_PX} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.none}>{say.noneText}</Empty>
          ) : (
            <Card>
              <MonthTable items={items} />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function MonthTable({ items }: { items: readonly Month[] }) {
  const say = useWords(words).months;
  const language = useLanguage();
  const columns: Column<Month>[] = [
    {
      key: 'month',
      header: say.month,
      lead: true,
      cell: (one) => (
        <span className="block">
          <TextLink to={`/kas/tutup-bulan/${one.bookId}/${one.period}`}>{monthLong(one.period, language)}</TextLink>
          <span className="block text-small font-normal text-muted">
            {one.accountNo}
            {one.next && one.state !== 'CLOSED' && ` · ${say.turn}`}
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      header: say.state,
      cell: (one) => <StatusTag tone={MONTH_TONES[one.state]}>{say.stateOf(one.state)}</StatusTag>,
    },
    { key: 'opening', header: say.opening, align: 'right', cell: (one) => <Sen amount={one.figures.opening} /> },
    { key: 'credits', header: say.credits, align: 'right', cell: (one) => <Sen amount={one.figures.credits} /> },
    { key: 'debits', header: say.debits, align: 'right', cell: (one) => <Sen amount={one.figures.debits} /> },
    { key: 'closing', header: say.closing, align: 'right', cell: (one) => <Sen amount={one.figures.closing} /> },
  ];
  return (
    <Table
      caption={say.caption}
      captionHidden
      columns={columns}
      rows={items}
      rowKey={(one) => `${one.bookId}/${one.period}`}
    />
  );
}
