import { useQuery } from '@tanstack/react-query';
import { useMe } from '../shared/api/me.ts';
import { ActDialog } from '../shared/register/act-dialog.tsx';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Page } from '../shared/ui/page.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { Day } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { type Bill, type BillSummary, billsQuery, fetchBills, useRenewCards } from './card-data.ts';
import { words } from './words.ts';

const BILL_TONES: Readonly<Record<Bill['state'], Tone>> = {
  OPEN: 'info',
  DPT: 'info',
  SPP: 'info',
  SPM: 'info',
  SP2D: 'info',
  PAYING: 'info',
  PAID_TO_ISSUER: 'good',
  CLOSED: 'good',
};

const FETCHERS = ['KKP_HOLDER', 'BENDAHARA', 'PPK'];

/** The monthly bills, newest first. */
export default function Bills() {
  const say = useWords(words).bills;
  const bills = useQuery(billsQuery);
  const refused = refusedScreen(bills.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} lead={say.lead} actions={<Actions />}>
      <Loaded query={bills}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.none} action={null}>
              {say.noneText}
            </Empty>
          ) : (
            <Card>
              <BillTable bills={items} />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

const SOON_MS = 3_000;

function Actions() {
  const say = useWords(words).bills;
  const me = useMe();
  const renew = useRenewCards();
  return (
    <Cluster>
      {me && FETCHERS.includes(me.role) && (
        <ActDialog
          label={say.fetch}
          title={say.fetchTitle}
          text={say.fetchText}
          initial={{}}
          validate={() => []}
          body={() => ({})}
          act={fetchBills}
          onDone={() => {
            renew();
            setTimeout(renew, SOON_MS);
          }}
        />
      )}
      <LinkButton to="/kartu" tone="quiet">
        {say.toCards}
      </LinkButton>
    </Cluster>
  );
}

/** Where a bill stands; "Menunggu Anda" when it is the reader's turn. */
export function BillStatus({ bill }: { bill: Pick<BillSummary, 'state' | 'waitsForAsker'> }) {
  const say = useWords(words);
  if (bill.waitsForAsker) return <StatusTag tone="wait">{say.waitingForYou}</StatusTag>;
  return <StatusTag tone={BILL_TONES[bill.state]}>{say.billState(bill.state)}</StatusTag>;
}

function BillTable({ bills }: { bills: readonly BillSummary[] }) {
  const all = useWords(words);
  const say = all.bills;
  const columns: Column<BillSummary>[] = [
    {
      key: 'bill',
      header: say.bill,
      lead: true,
      cell: (bill) => (
        <span className="block md:min-w-44">
          <TextLink to={`/kartu/tagihan/${bill.id}`}>{bill.billNo}</TextLink>
          <span className="block text-small font-normal text-muted">{bill.issuer}</span>
        </span>
      ),
    },
    { key: 'period', header: say.period, cell: (bill) => all.month(bill.period) },
    {
      key: 'due',
      header: say.due,
      cell: (bill) => (
        <span className="block">
          <Day date={bill.dueDate} short />
          {bill.daysLeft !== null && <span className="block text-small text-muted">{say.left(bill.daysLeft)}</span>}
        </span>
      ),
    },
    { key: 'state', header: say.state, cell: (bill) => <BillStatus bill={bill} /> },
    {
      key: 'lines',
      header: say.lines,
      align: 'right',
      cell: (bill) => (
        <span className="block">
          {bill.lines}
          {bill.undecided > 0 && <span className="block text-small text-muted">{say.undecided(bill.undecided)}</span>}
        </span>
      ),
    },
    { key: 'total', header: say.total, align: 'right', cell: (bill) => <Money amount={bill.total} /> },
  ];
  return <Table caption={say.caption} captionHidden columns={columns} rows={bills} rowKey={(bill) => bill.id} />;
}
