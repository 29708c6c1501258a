import type { ReactNode } from 'react';
import { CardStanding } from '../../card/card-standing.tsx';
import { QrToPay } from '../../card/qr-to-pay.tsx';
import { OutsideLinkButton } from '../../shared/ui/link-button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Payment } from '../payment-data.ts';
import { words } from '../words.ts';
import { BeforeApproval, BeforeSending } from './standing-before.tsx';
import { ToSubject } from './subject.tsx';

/** Where the payment stands in one sentence, what the bank said, and what to do about it. */
export function Standing({ payment }: { payment: Payment }) {
  const say = useWords(words).one;
  const of = say.of[payment.purpose];
  switch (payment.state) {
    case 'DRAFT':
      return <Rejected payment={payment} />;
    case 'SUBMITTED':
    case 'CHECKED':
      return <BeforeApproval payment={payment} />;
    case 'APPROVED':
    case 'RELEASED':
      return <BeforeSending payment={payment} />;
    case 'SENT':
      return (
        <Notice tone="info" title={say.sent(payment.source?.bank ?? payment.beneficiary.bank)} live>
          {say.sentText}
        </Notice>
      );
    case 'IN_CLEARING':
      return (
        <Notice tone="info" title={say.clearing} live>
          {say.clearingText}
        </Notice>
      );
    case 'UNKNOWN':
      return <Silent payment={payment} />;
    case 'SETTLED':
    case 'RECONCILED':
      return (
        <Notice tone="good" title={say.paid} live action={<ToSubject payment={payment} />}>
          <Lines of={[payment.bankWords, payment.state === 'RECONCILED' ? say.reconciled : '', of.paid]} />
        </Notice>
      );
    case 'FAILED':
    case 'RETURNED':
    case 'DECLINED':
      return (
        <Notice tone="bad" title={say.failed[payment.state]} live action={<ToSubject payment={payment} />}>
          <Lines of={[payment.bankWords, of.failed]} />
        </Notice>
      );
    case 'WITHDRAWN':
      return (
        <Notice tone="plain" title={say.withdrawn} action={<ToSubject payment={payment} />}>
          {of.withdrawn}
        </Notice>
      );
    case 'PREPARED':
      return (
        <Notice tone="info" title={say.preparing} live>
          {say.preparingText}
        </Notice>
      );
    case 'OPEN':
      return payment.rail === 'QRIS' ? <QrToPay payment={payment} /> : <CardPage payment={payment} />;
    case 'AUTHORISED':
    case 'VOIDED':
    case 'REFUNDED':
      return <CardStanding payment={payment} />;
  }
}

/** The bank has not answered: nothing may be sent again, and nothing here offers it. */
function Silent({ payment }: { payment: Payment }) {
  const say = useWords(words).one;
  return (
    <Notice tone="wait" title={say.unknown} live>
      <p>{say.unknownText}</p>
      {payment.nextCheckAt !== null && (
        <p className="text-small">
          {say.nextCheck}: <When at={payment.nextCheckAt} />
        </p>
      )}
    </Notice>
  );
}

function CardPage({ payment }: { payment: Payment }) {
  const say = useWords(words).one;
  if (payment.cardPageUrl === null) {
    return (
      <Notice tone="info" title={say.openOther}>
        {say.openOtherText}
      </Notice>
    );
  }
  return (
    <Notice
      tone="wait"
      title={say.open}
      live
      action={<OutsideLinkButton href={payment.cardPageUrl}>{say.openBank}</OutsideLinkButton>}
    >
      {say.openText}
    </Notice>
  );
}

function Rejected({ payment }: { payment: Payment }) {
  const say = useWords(words).one;
  const last = payment.approvals.findLast((approval) => approval.step === 'reject');
  if (last === undefined) return null;
  return (
    <Notice tone="bad" title={say.rejected}>
      <Lines of={[last.note, `${last.by} (${last.role})`]} />
    </Notice>
  );
}

function Lines({ of }: { of: readonly string[] }): ReactNode {
  return of.filter((line) => line !== '').map((line) => <p key={line}>{line}</p>);
}
