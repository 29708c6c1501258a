import { useMe } from '../../shared/api/me.ts';
import { waitsForAsker } from '../../shared/status/states.ts';
import { PaymentStatus } from '../../shared/status/status.tsx';
import { words as statusWords } from '../../shared/status/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { type Fact, Facts } from '../../shared/ui/facts.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { Receipt, type ReceiptLine } from '../../shared/ui/receipt.tsx';
import { Timeline } from '../../shared/ui/timeline.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { decides, isUnderWay, type Payment } from '../payment-data.ts';
import { words } from '../words.ts';
import { SubjectLink } from './subject.tsx';

/** Some open act of the payment moves it on, or the bank's page waits for the reader. */
export const isMine = (payment: Payment): boolean =>
  payment.cardPageUrl !== null || payment.qr !== null || waitsForAsker(payment.actions);

/** Amount and payee; where it stands and whose turn it is. */
export function PaymentHeadline({ payment }: { payment: Payment }) {
  const { one: say, cms } = useWords(words);
  const whose = ({ turn }: Payment) => (isMine(payment) || turn === null ? say.turns[turnOf(payment)] : cms.turn(turn));
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div>
          <p className="text-small text-muted">{say.amount}</p>
          <p className="text-figure font-bold">
            <Money amount={payment.net} inWords />
          </p>
          <p>
            {say.to(payment.beneficiary.name)}
            <span className="block font-mono text-small">
              {payment.beneficiary.bank} {payment.beneficiary.accountNo}
            </span>
          </p>
        </div>
        <div className="grid gap-2">
          <p className="flex flex-wrap gap-2">
            {isMine(payment) && <PaymentStatus state={payment.state} mine />}
            <PaymentStatus state={payment.state} />
          </p>
          <p>
            <span className="text-muted">{say.turn}: </span>
            <span className="font-semibold">{whose(payment)}</span>
          </p>
        </div>
      </div>
    </Card>
  );
}

function turnOf(payment: Payment): 'kpa' | 'treasurer' | 'bank' | 'holder' | 'you' | 'nobody' {
  if (isMine(payment)) return 'you';
  switch (payment.state) {
    case 'SUBMITTED':
    case 'CHECKED':
      return 'kpa';
    case 'DRAFT':
      return 'treasurer';
    case 'RETURNED':
    case 'FAILED':
    case 'DECLINED':
    case 'VOIDED':
      return payment.card === null ? 'treasurer' : 'holder';
    case 'OPEN':
      return 'holder';
    case 'SETTLED':
    case 'RECONCILED':
    case 'WITHDRAWN':
    case 'REFUNDED':
      return 'nobody';
    default:
      return 'bank';
  }
}

/** Gross − taxes = net. A card pays the whole bill: there is nothing to take off. */
export function PaymentReceipt({ payment, carded }: { payment: Payment; carded?: boolean }) {
  const say = useWords(words).one;
  const tax = BigInt(payment.tax);
  const lines: ReceiptLine[] = [{ label: say.of[payment.purpose].gross, amount: BigInt(payment.gross) }];
  if (tax > 0n) lines.push({ label: say.tax, amount: -tax, note: say.taxNote });
  const receipt = (
    <Receipt
      label={say.receipt}
      lines={lines}
      totalLabel={say.of[payment.purpose].net}
      total={BigInt(payment.net)}
      inWords
    />
  );
  return carded === true ? <Card title={say.receipt}>{receipt}</Card> : receipt;
}

type Account = Payment['beneficiary'];

export function AccountText({ account }: { account: Account }) {
  return (
    <>
      {account.name}
      <span className="block font-mono text-small">
        {account.bank} {account.accountNo}
      </span>
    </>
  );
}

/** From where to where, and under which numbers it is found here and at the bank. */
export function AccountsCard({ payment }: { payment: Payment }) {
  // The decision above names both accounts.
  const repeated = decides(payment);
  const say = useWords(words);
  const items: Fact[] = [
    {
      label: say.one.of[payment.purpose].subject,
      value: <SubjectLink payment={payment} />,
    },
    { label: say.one.of[payment.purpose].paper, value: payment.spbyNumber },
    { label: say.one.rail, value: say.rails[payment.rail] },
    ...(repeated
      ? []
      : [...sourceFacts(), { label: say.one.payee, value: <AccountText account={payment.beneficiary} /> }]),
    { label: say.one.reference, value: <span className="font-mono text-small">{payment.reference}</span> },
  ];
  if (payment.channel !== null) items.push({ label: say.cms.channelLabel, value: say.cms.channel(payment.channel) });
  if (payment.bankReference !== null) {
    items.push({
      label: say.one.bankReference,
      value: <span className="font-mono text-small">{payment.bankReference}</span>,
    });
  }
  // Once the bank has decided, its message stands on top of the page.
  if (payment.bankWords !== '' && isUnderWay(payment.state))
    items.push({ label: say.one.bankWords, value: payment.bankWords });
  return (
    <Card title={say.one.details}>
      <Facts items={items} />
    </Card>
  );

  function sourceFacts(): Fact[] {
    if (payment.source !== null) return [{ label: say.one.source, value: <AccountText account={payment.source} /> }];
    if (payment.card === null) return [];
    const { issuer, last4, expiry } = payment.card;
    return [
      {
        label: say.one.card,
        value: (
          <>
            {say.one.cardText(issuer, last4)}
            <span className="block text-small font-normal text-muted">{say.one.cardExpiry(expiry)}</span>
          </>
        ),
      },
    ];
  }
}

/** Who has made, checked and approved it, and when. */
export function ApprovalsCard({ payment }: { payment: Payment }) {
  const say = useWords(words);
  const status = useWords(statusWords);
  const zone = useMe()?.zone ?? 'WIB';
  if (payment.approvals.length === 0) return null;
  const steps = payment.approvals.map((approval) => ({
    label: say.step(approval.step),
    who: status.holder(approval.by, approval.role),
    at: <When at={approval.at} zone={zone} short />,
    state: approval.step === 'reject' || approval.step === 'withdraw' ? ('stopped' as const) : ('done' as const),
    ...(approval.note === '' ? {} : { note: approval.note }),
  }));
  return (
    <Card title={say.one.approvals}>
      <Timeline label={say.one.approvals} steps={steps} vertical />
    </Card>
  );
}
