import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { money } from '../../src/kernel/money.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useParam } from '../shared/shell/url.ts';
import { Card } from '../shared/ui/card.tsx';
import { type Fact, Facts } from '../shared/ui/facts.tsx';
import { Columns } from '../shared/ui/layout.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { Day } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { BillActs } from './bill-acts.tsx';
import { BillLines } from './bill-lines.tsx';
import { BillStatus } from './bills.tsx';
import { type Bill, billQuery } from './card-data.ts';
import { words } from './words.ts';

const BLOCK_HEIGHT_PX = 180;

/** One monthly bill: its lines and their test, the DPT, the papers of the treasury, its payment. */
export default function BillPage() {
  const id = useParam('id');
  const say = useWords(words);
  const query = useQuery(billQuery(id));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.bill.title(query.data?.billNo ?? '')}
      actions={
        <LinkButton to="/kartu/tagihan" tone="quiet">
          {say.back}
        </LinkButton>
      }
    >
      <Loaded query={query} skeleton={<Skeleton rows={3} height={BLOCK_HEIGHT_PX} />}>
        {(bill) => (
          <>
            <Standing bill={bill} />
            <Columns of="two">
              <Card title={say.bill.sums} aside={<BillStatus bill={bill} />}>
                <Sums bill={bill} />
              </Card>
              <Card title={say.bill.progress}>
                <Progress bill={bill} />
                <BillActs bill={bill} />
              </Card>
            </Columns>
            <Card title={say.bill.lines}>
              <BillLines bill={bill} />
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}

const SOON_DAYS = 5;

function Standing({ bill }: { bill: Bill }) {
  const say = useWords(words).bill;
  if (bill.state === 'CLOSED') return <Notice tone="good">{say.closed}</Notice>;
  if (bill.daysLeft === null || bill.daysLeft > SOON_DAYS) return null;
  if (bill.daysLeft < 0) return <Notice tone="bad">{say.late}</Notice>;
  return <Notice tone="wait">{say.soon(bill.daysLeft)}</Notice>;
}

function Sums({ bill }: { bill: Bill }) {
  const say = useWords(words).bill;
  const { sums } = bill;
  const part = (label: string, amount: string): Fact[] =>
    amount === '0' ? [] : [{ label, value: <Money amount={amount} /> }];
  return (
    <Facts
      items={[
        { label: say.total, value: <Money amount={sums.total} /> },
        ...(bill.issuerTotal === sums.total ? [] : part(say.issuerTotal, bill.issuerTotal)),
        ...part(say.undecided, sums.undecided),
        ...part(say.verified, sums.verified),
        ...part(say.personal, sums.personal),
        ...part(say.disputed, sums.disputed),
        { label: say.issuer, value: bill.issuer },
        { label: say.account, value: `${bill.account.accountNo} · ${bill.account.name}` },
        { label: say.statementDate, value: <Day date={bill.statementDate} /> },
        { label: say.due, value: <Day date={bill.dueDate} /> },
      ]}
    />
  );
}

function Progress({ bill }: { bill: Bill }) {
  const say = useWords(words).bill;
  const { dpt, papers, paymentId, fund } = bill;
  const paper = (one: Bill['papers']['spp']): ReactNode =>
    one === null ? (
      say.notYet
    ) : (
      <span className="block">
        {one.number} · <Day date={one.date} short />
        <span className="block text-small text-muted">{say.signedBy(one.signedBy)}</span>
      </span>
    );
  return (
    <Facts
      items={[
        {
          label: say.dpt,
          value:
            dpt === null ? (
              say.notYet
            ) : (
              <span className="block">
                {dpt.number} · {money(BigInt(dpt.total))}
                <a
                  className="block min-h-11 content-center text-small text-brand-700 underline"
                  href={`/api/v1/card-bills/${bill.id}/dpt`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {say.printDpt}
                </a>
              </span>
            ),
        },
        { label: say.spp, value: paper(papers.spp) },
        { label: say.spm, value: paper(papers.spm) },
        { label: say.sp2d, value: paper(papers.sp2d) },
        ...(bill.state === 'SP2D' && fund !== null ? [{ label: say.fund, value: <Money amount={fund} /> }] : []),
        {
          label: say.payment,
          value: paymentId === null ? say.notYet : <TextLink to={`/bayar/${paymentId}`}>{say.seePayment}</TextLink>,
        },
      ]}
    />
  );
}
