import { LinkButton, TextLink } from '../../shared/ui/link-button.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Payment } from '../payment-data.ts';
import { words } from '../words.ts';

const ROOMS: Readonly<Record<Payment['purpose'], string>> = {
  ORDER: '/pesanan',
  TAX_DEPOSIT: '/pajak/setoran',
  CARD_BILL: '/kartu/tagihan',
  UP_RETURN: '/kas',
};

/** Where that which is paid can be seen. */
const placeOf = ({ purpose, subjectId }: Payment): string =>
  purpose === 'UP_RETURN' ? ROOMS[purpose] : `${ROOMS[purpose]}/${subjectId}`;

/** The number of what is paid, as a link to it. */
export function SubjectLink({ payment }: { payment: Payment }) {
  return <TextLink to={placeOf(payment)}>{payment.orderNumber}</TextLink>;
}

/** The way to what is paid. */
export function ToSubject({ payment }: { payment: Payment }) {
  const say = useWords(words).one.of[payment.purpose];
  return (
    <LinkButton to={placeOf(payment)} tone="quiet">
      {say.open}
    </LinkButton>
  );
}
