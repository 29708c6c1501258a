import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../shared/api/me.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useUrlState } from '../shared/shell/url.ts';
import { Card } from '../shared/ui/card.tsx';
import { CursorPager } from '../shared/ui/cursor-pager.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { LimitBar } from '../shared/ui/limit-bar.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { AskDialog } from './ask.tsx';
import { SpentTable } from './spent-table.tsx';
import {
  type ReplenishmentSummary,
  replenishmentsQuery,
  type Spent,
  spentQuery,
  useRenewTreasury,
} from './treasury-data.ts';
import { words } from './words.ts';

export const STATE_TONES: Readonly<Record<ReplenishmentSummary['state'], Tone>> = {
  DRAFTED: 'wait',
  SPP: 'wait',
  SPM: 'wait',
  SP2D: 'info',
  RECEIVED: 'good',
  WITHDRAWN: 'plain',
};

const SEES_SPENT: readonly string[] = ['PPK', 'BENDAHARA', 'KPA'];
const ROW_HEIGHT_PX = 64;
/** From where each came. */
const BACK: Readonly<Record<string, '/kas' | '/anggaran'>> = {
  BENDAHARA: '/kas',
  KPA: '/kas',
  PPSPM: '/kas',
  PPK: '/anggaran',
};

/** The petty cash: what it paid, and the requests by which it is filled again. */
export default function Replenishments() {
  const say = useWords(words);
  const role = useMe()?.role ?? '';
  const [url, setUrl] = useUrlState({ page: '' });
  const query = useQuery(replenishmentsQuery(url.page));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        BACK[role] && (
          <LinkButton to={BACK[role]} tone="quiet">
            {BACK[role] === '/kas' ? say.toCash : say.toBudget}
          </LinkButton>
        )
      }
    >
      {SEES_SPENT.includes(role) && <SpentCard />}
      <Loaded query={query} skeleton={<Skeleton rows={3} height={ROW_HEIGHT_PX} />}>
        {({ items, next }) => (
          <div className="grid gap-4">
            <Card title={say.requests}>
              {items.length === 0 ? <p className="text-muted">{say.noRequests}</p> : <Requests items={items} />}
            </Card>
            <CursorPager page={url.page} next={next} onPage={(page) => setUrl({ page })} words={say} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function SpentCard() {
  const say = useWords(words);
  const query = useQuery(spentQuery);
  return (
    <Loaded query={query} skeleton={<Skeleton rows={2} height={ROW_HEIGHT_PX} />}>
      {(spent) => <SpentFigures spent={spent} title={say.spent} />}
    </Loaded>
  );
}

function SpentFigures({ spent, title }: { spent: Spent; title: string }) {
  const say = useWords(words);
  const navigate = useNavigate();
  const renew = useRenewTreasury();
  const asks = useMe()?.role === 'PPK';
  const used = BigInt(spent.amount);
  return (
    <Card title={title}>
      <LimitBar label={say.spentBar} limit={used + BigInt(spent.left)} used={used} held={BigInt(spent.held)} />
      <p>{say.spentText(spent.usedPercent, spent.minPercent)}</p>
      {spent.lines.length === 0 ? (
        <Empty title={say.none}>{say.noneText}</Empty>
      ) : (
        <SpentTable caption={title} lines={spent.lines} />
      )}
      {asks && (
        <AskDialog
          onDone={(made) => {
            renew();
            void navigate({ to: `/kas/up/${made.id}` });
          }}
        />
      )}
    </Card>
  );
}

function Requests({ items }: { items: readonly ReplenishmentSummary[] }) {
  const say = useWords(words);
  const columns: Column<ReplenishmentSummary>[] = [
    {
      key: 'number',
      header: say.number,
      lead: true,
      cell: (one) => (
        <span className="block">
          <TextLink to={`/kas/up/${one.id}`}>{one.number}</TextLink>
          <span className="block text-small font-normal text-muted">{say.kindOf(one.kind)}</span>
        </span>
      ),
    },
    { key: 'made', header: say.made, cell: (one) => <When at={one.createdAt} short /> },
    {
      key: 'state',
      header: say.state,
      cell: (one) => (
        <StatusTag tone={STATE_TONES[one.state]}>
          {one.waitsForAsker ? `${say.mine}: ${say.stateOf(one.state)}` : say.stateOf(one.state)}
        </StatusTag>
      ),
    },
    { key: 'amount', header: say.amount, align: 'right', cell: (one) => <Money amount={one.amount} /> },
  ];
  return <Table caption={say.requests} captionHidden columns={columns} rows={items} rowKey={(one) => one.id} />;
}
