import type { Payment } from '../payment/payment-data.ts';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { useWords } from '../shared/words/define.ts';
import { words } from './words.ts';

/** Where a card payment stands that is authorised, voided or refunded. */
export function CardStanding({ payment }: { payment: Payment }) {
  const say = useWords(words);
  const order =
    payment.orderId === null ? null : (
      <LinkButton to={`/pesanan/${payment.orderId}`} tone="quiet">
        {say.bill.order(payment.orderNumber)}
      </LinkButton>
    );
  switch (payment.state) {
    case 'AUTHORISED':
      return (
        <Notice tone="info" title={say.pay.authorised} live>
          {say.pay.authorisedText}
        </Notice>
      );
    case 'VOIDED':
      return (
        <Notice tone="bad" title={say.pay.voided} live action={order}>
          {say.pay.voidedText}
        </Notice>
      );
    default:
      return (
        <Notice tone="plain" title={say.pay.refunded} live action={order}>
          {say.pay.refundedText}
        </Notice>
      );
  }
}
