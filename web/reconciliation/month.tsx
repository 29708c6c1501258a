import { useQuery } from '@tanstack/react-query';
import { monthLong } from '../../src/kernel/time.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useParam } from '../shared/shell/url.ts';
import { words as shellWords } from '../shared/shell/words.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { useLanguage } from '../shared/words/language.ts';
import { MonthActs } from './month-acts.tsx';
import { MONTH_TONES } from './months.tsx';
import { type MonthProof, monthQuery } from './reconciliation-data.ts';
import { Sen } from './sen.tsx';
import { words } from './words.ts';

const BLOCK_HEIGHT_PX = 200;

/** The proof of a month: opening, movements, closing, and the bank's own word; to be signed, closed and printed. */
export default function MonthPage() {
  const [bookId, period] = [useParam('bookId'), useParam('period')];
  const say = useWords(words).month;
  const language = useLanguage();
  const query = useQuery(monthQuery(bookId, period));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.title(monthLong(period, language))}
      actions={
        <span className="flex flex-wrap gap-2 print:hidden">
          <Button tone="quiet" onPress={() => window.print()}>
            {say.print}
          </Button>
          <LinkButton to="/kas/tutup-bulan" tone="quiet">
            {say.back}
          </LinkButton>
        </span>
      }
    >
      <Loaded query={query} skeleton={<Skeleton rows={2} height={BLOCK_HEIGHT_PX} />}>
        {(month) => (
          <>
            <Verdict month={month} />
            <Figures month={month} />
            <Between month={month} />
            <Signatures month={month} />
            <div className="print:hidden">
              <MonthActs month={month} />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

const agrees = ({ figures, difference }: MonthProof): boolean =>
  difference === '0' && (figures.bankClosing === null || figures.bankClosing === figures.closing);

function Verdict({ month }: { month: MonthProof }) {
  const say = useWords(words);
  const state = <StatusTag tone={MONTH_TONES[month.state]}>{say.months.stateOf(month.state)}</StatusTag>;
  return (
    <Notice tone={agrees(month) ? 'good' : 'warning'} title={agrees(month) ? say.month.proven : say.month.notProven}>
      {state}
    </Notice>
  );
}

function Figures({ month }: { month: MonthProof }) {
  const say = useWords(words);
  const { figures } = month;
  return (
    <Card title={say.month.figures}>
      <Facts
        items={[
          { label: say.month.satker, value: month.satker },
          { label: say.month.account, value: `${month.accountNo} · ${month.accountName}` },
          { label: say.months.opening, value: <Sen amount={figures.opening} /> },
          { label: say.months.credits, value: <Sen amount={figures.credits} /> },
          { label: say.months.debits, value: <Sen amount={figures.debits} /> },
          { label: say.months.closing, value: <Sen amount={figures.closing} /> },
          {
            label: say.month.bank,
            value: figures.bankClosing === null ? say.month.notTold : <Sen amount={figures.bankClosing} />,
          },
          { label: say.month.difference, value: <Money amount={month.difference} /> },
          { label: say.month.lines, value: String(figures.lines) },
        ]}
      />
    </Card>
  );
}

function Between({ month }: { month: MonthProof }) {
  const say = useWords(words).month;
  const none = <span className="text-muted">{say.none}</span>;
  return (
    <Card>
      <Facts
        items={[
          {
            label: say.onTheWay,
            value:
              month.onTheWay.length === 0
                ? none
                : month.onTheWay.map((one) => (
                    <span key={one.reference} className="block">
                      {one.payee} · <Money amount={one.amount} />
                    </span>
                  )),
          },
          { label: say.incoming, value: month.incoming === '0' ? none : <Money amount={month.incoming} /> },
          { label: say.open, value: month.openLines === 0 ? none : String(month.openLines) },
          { label: say.toReturn, value: <ShortLines lines={month.toReturn} /> },
          { label: say.late, value: <ShortLines lines={month.late} /> },
        ]}
      />
    </Card>
  );
}

function ShortLines({ lines }: { lines: MonthProof['late'] }) {
  const say = useWords(words);
  if (lines.length === 0) return <span className="text-muted">{say.month.none}</span>;
  return (
    <ul className="grid gap-1">
      {lines.map((one) => (
        <li key={one.id}>
          <Sen amount={one.amount} /> {one.direction === 'CREDIT' ? say.work.credit : say.work.debit} · {one.remark}
          {one.reason !== '' && <span className="block text-small font-normal text-muted">{one.reason}</span>}
        </li>
      ))}
    </ul>
  );
}

function Signatures({ month }: { month: MonthProof }) {
  const say = useWords(words).month;
  const role = useWords(shellWords).role;
  return (
    <Card title={say.signatures}>
      {month.signatures.length === 0 ? (
        <p className="text-muted">{say.notSigned}</p>
      ) : (
        <ol className="grid gap-2">
          {month.signatures.map((one) => (
            <li key={`${one.act}${one.at}`}>
              <span className="font-semibold">{say.did(one.act)}</span> · {one.name}, {role(one.role)} ·{' '}
              <When at={one.at} />
              {one.note !== '' && <span className="block text-muted">{one.note}</span>}
            </li>
          ))}
        </ol>
      )}
      <Cluster>
        <a
          className="font-semibold text-brand-700 underline print:hidden"
          href={`/api/v1/reconciliation/months/${month.bookId}/${month.period}`}
          download={`rekening-${month.accountNo}-${month.period}.json`}
        >
          {say.download}
        </a>
      </Cluster>
    </Card>
  );
}
