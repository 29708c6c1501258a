import { useQuery } from '@tanstack/react-query';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { CursorPager } from '../shared/ui/cursor-pager.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { depositsQuery, type TaxDeposit } from './tax-data.ts';
import { words } from './words.ts';

export const DEPOSIT_TONES: Readonly<Record<TaxDeposit['state'], Tone>> = {
  DRAFTED: 'info',
  BILLED: 'wait',
  PAYING: 'info',
  DEPOSITED: 'good',
  WITHDRAWN: 'plain',
};

type Summary = Omit<TaxDeposit, 'items'>;

/** Deposits, newest first. */
export function DepositList({ page, onPage }: { page: string; onPage: (page: string) => void }) {
  const say = useWords(words);
  const query = useQuery(depositsQuery(page));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  const columns: Column<Summary>[] = [
    {
      key: 'number',
      header: say.deposit.number,
      lead: true,
      cell: (one) => <TextLink to={`/pajak/setoran/${one.id}`}>{one.number}</TextLink>,
    },
    { key: 'at', header: say.date, cell: (one) => <When at={one.createdAt} short /> },
    {
      key: 'state',
      header: say.state,
      cell: (one) => <StatusTag tone={DEPOSIT_TONES[one.state]}>{say.depositStateOf(one.state)}</StatusTag>,
    },
    { key: 'ntpn', header: say.ntpn, cell: (one) => <span className="font-mono text-small">{one.ntpn ?? '–'}</span> },
    { key: 'amount', header: say.amount, align: 'right', cell: (one) => <Money amount={one.amount} /> },
  ];
  return (
    <Loaded query={query} skeleton={<Skeleton rows={4} height={64} />}>
      {({ items, next }) =>
        items.length === 0 ? (
          <Empty
            title={say.noneDeposits}
            action={
              <LinkButton to="/pajak" tone="quiet">
                {say.toOwed}
              </LinkButton>
            }
          >
            {say.noneDepositsText}
          </Empty>
        ) : (
          <div className="grid gap-4">
            <Card>
              <Table
                caption={say.views.deposits}
                captionHidden
                columns={columns}
                rows={items}
                rowKey={(one) => one.id}
              />
            </Card>
            <CursorPager page={page} next={next} onPage={onPage} words={say} />
          </div>
        )
      }
    </Loaded>
  );
}
