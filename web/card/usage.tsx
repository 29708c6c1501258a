import { useQuery } from '@tanstack/react-query';
import { money } from '../../src/kernel/money.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { LinkButton, OutsideLinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import { Day } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { type Usage, usageQuery } from './card-data.ts';
import { words } from './words.ts';

/** How far the cards are used, and what that means for the UP KKP and the IKPA. */
export default function CardUsage() {
  const say = useWords(words);
  const usage = useQuery(usageQuery);
  const refused = refusedScreen(usage.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.usage.title}
      lead={say.usage.lead}
      actions={
        <Cluster>
          <OutsideLinkButton href="/api/v1/card-usage.csv">{say.usage.csv}</OutsideLinkButton>
          <LinkButton to="/kartu" tone="quiet">
            {say.back}
          </LinkButton>
        </Cluster>
      }
    >
      <Loaded query={usage}>
        {(found) => (
          <>
            <Warnings usage={found} />
            <Card title={say.usage.caption}>
              <ByCard usage={found} />
            </Card>
            <QuarterCard usage={found} />
            {found.bills.length > 0 && (
              <Card title={say.usage.bills}>
                <BillDays usage={found} />
              </Card>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Warnings({ usage }: { usage: Usage }) {
  const say = useWords(words);
  const least = say.percent(usage.leastBasisPoints);
  if (!usage.underused && !usage.late) return <Notice tone="good">{say.usage.fine}</Notice>;
  return (
    <>
      {usage.underused && <Notice tone="warning">{say.usage.underused(least, usage.leastMonths)}</Notice>}
      {usage.late && <Notice tone="warning">{say.usage.late(usage.leastMonths)}</Notice>}
    </>
  );
}

type Row = Usage['cards'][number];

function ByCard({ usage }: { usage: Usage }) {
  const say = useWords(words);
  const all: Row = { id: 'all', holder: say.usage.all, last4: '', issuer: '', months: usage.total };
  const columns: Column<Row>[] = [
    {
      key: 'who',
      header: say.usage.who,
      lead: true,
      cell: (row) => (
        <span className="block">
          {row.holder}
          {row.last4 !== '' && <span className="block text-small font-normal text-muted">•••• {row.last4}</span>}
        </span>
      ),
    },
    ...usage.total.map(
      ({ month }): Column<Row> => ({
        key: month,
        header: say.month(month),
        align: 'right',
        cell: (row) => <Used of={row.months.find((one) => one.month === month)} />,
      }),
    ),
  ];
  return (
    <Table
      caption={say.usage.caption}
      captionHidden
      columns={columns}
      rows={[...usage.cards, all]}
      rowKey={(row) => row.id}
    />
  );
}

function Used({ of }: { of: Usage['total'][number] | undefined }) {
  const say = useWords(words);
  if (of === undefined) return '–';
  return (
    <span className="block">
      {say.percent(of.basisPoints)}
      <span className="block text-small text-muted">{money(BigInt(of.used))}</span>
    </span>
  );
}

function QuarterCard({ usage: { quarter } }: { usage: Usage }) {
  const say = useWords(words);
  return (
    <Card
      title={say.usage.quarter(quarter.no)}
      aside={
        <StatusTag tone={quarter.reached ? 'good' : 'wait'}>
          {quarter.reached ? say.usage.reached : say.usage.notReached}
        </StatusTag>
      }
    >
      <p>{say.usage.quarterText(say.percent(quarter.basisPoints), say.percent(quarter.targetBasisPoints))}</p>
    </Card>
  );
}

function BillDays({ usage }: { usage: Usage }) {
  const say = useWords(words).usage;
  const columns: Column<Usage['bills'][number]>[] = [
    {
      key: 'bill',
      header: say.bill,
      lead: true,
      cell: (bill) => <TextLink to={`/kartu/tagihan/${bill.id}`}>{bill.billNo}</TextLink>,
    },
    { key: 'due', header: say.due, cell: (bill) => <Day date={bill.dueDate} short /> },
    {
      key: 'paid',
      header: say.paid,
      cell: (bill) => (bill.paidOn === null ? say.notPaid : <Day date={bill.paidOn} short />),
    },
    {
      key: 'late',
      header: say.isLate,
      cell: (bill) => <StatusTag tone={bill.late ? 'bad' : 'good'}>{bill.late ? say.isLate : say.onTime}</StatusTag>,
    },
  ];
  return (
    <Table caption={say.billsCaption} captionHidden columns={columns} rows={usage.bills} rowKey={(bill) => bill.id} />
  );
}
