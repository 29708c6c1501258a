import { dateShort } from '../../src/kernel/time.ts';
import { IconAlertTriangle, IconCircleCheck } from '../shared/ui/icons.ts';
import { Cluster } from '../shared/ui/layout.tsx';
import { TextLink } from '../shared/ui/link-button.tsx';
import { Money } from '../shared/ui/money.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { Day } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { Bill, BillLine } from './card-data.ts';
import { LineActs } from './line-acts.tsx';
import { words } from './words.ts';

const LINE_TONES: Readonly<Record<BillLine['state'], Tone>> = {
  STATEMENTED: 'wait',
  DOCUMENTED: 'info',
  VERIFIED: 'good',
  DISPUTED: 'bad',
  PERSONAL: 'bad',
  REPAYING: 'wait',
  REPAID: 'good',
  CARRIED: 'plain',
  RETURNED: 'good',
  VOIDED: 'plain',
  PAID: 'good',
};

/** Each line with what proves it, what was decided, and what may be done with it. */
export function BillLines({ bill }: { bill: Bill }) {
  return (
    <ol className="grid gap-0">
      {bill.items.map((line) => (
        <li key={line.no} className="grid gap-3 border-line border-b py-4 first:pt-0 last:border-b-0 last:pb-0">
          <Head line={line} />
          <Proof line={line} />
          {line.payment === null && line.actions.includes('dispute') && <Tests line={line} />}
          <LineActs bill={bill} line={line} />
        </li>
      ))}
    </ol>
  );
}

function Head({ line }: { line: BillLine }) {
  const say = useWords(words);
  const amount = line.direction === 'CREDIT' ? -BigInt(line.amount) : BigInt(line.amount);
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
      <div className="min-w-0">
        <h3 className="font-semibold">
          {line.no}. {line.merchantName}
        </h3>
        <p className="text-small text-muted">
          <Day date={line.transactionDate} short /> · •••• {line.last4} {line.holder ?? say.bill.noCard} ·{' '}
          {say.bill.mcc(line.mcc)}
        </p>
      </div>
      <div className="grid justify-items-start gap-1 sm:justify-items-end">
        <Money amount={amount} />
        <StatusTag tone={LINE_TONES[line.state]}>{say.lineState(line.state)}</StatusTag>
      </div>
    </div>
  );
}

function Proof({ line }: { line: BillLine }) {
  const all = useWords(words);
  const say = all.bill;
  const language = useLanguage();
  const { payment, document, decision, repayment, carriedFrom, budget } = line;
  return (
    <div className="grid gap-1 text-small">
      {payment !== null && (
        <p>
          {payment.orderId === null ? (
            payment.orderNumber
          ) : (
            <TextLink to={`/pesanan/${payment.orderId}`}>{say.order(payment.orderNumber)}</TextLink>
          )}{' '}
          · {payment.spbyNumber} · {payment.vendorName} · {all.matched(payment.by)}
        </p>
      )}
      {payment === null && <p>{say.outside}</p>}
      {document !== null && (
        <p>
          {document.realExpenditure ? say.real(document.receiptNo) : say.receipt(document.receiptNo)} ·{' '}
          {document.purpose}
        </p>
      )}
      {document !== null && document.photos.length > 0 && (
        <p className="flex flex-wrap gap-x-3">
          {document.photos.map((url, i) => (
            <a
              key={url}
              className="min-h-11 content-center text-brand-700 underline"
              href={url}
              target="_blank"
              rel="noreferrer"
            >
              {say.photo(i + 1)}
            </a>
          ))}
        </p>
      )}
      {budget !== null && (
        <p>
          {budget.mak} · {budget.name}
        </p>
      )}
      {decision !== null && decision.reason !== '' && (
        <p>
          {decision.reason} · {say.by(decision.by.name, decision.by.role)}
        </p>
      )}
      {repayment !== null && (
        <p>
          {repayment.rejected === ''
            ? say.repaidBy(repayment.proofNo, dateShort(repayment.paidOn, language))
            : say.rejected(repayment.rejected)}
        </p>
      )}
      {carriedFrom !== null && <p>{say.carried(carriedFrom.billNo)}</p>}
    </div>
  );
}

const TESTED: readonly BillLine['state'][] = ['STATEMENTED', 'DOCUMENTED'];

/** What the PPK has to look at; each says whether it is fulfilled, not by colour alone. */
function Tests({ line }: { line: BillLine }) {
  const say = useWords(words);
  if (!TESTED.includes(line.state)) return null;
  return (
    <Cluster>
      {line.tests.map(({ code, ok }) => (
        <span key={code} className="inline-flex items-center gap-1 text-small">
          {ok ? <IconCircleCheck size={18} /> : <IconAlertTriangle size={18} />}
          {say.test(code, ok)}
        </span>
      ))}
    </Cluster>
  );
}
