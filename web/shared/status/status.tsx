import { StatusTag } from '../ui/status-tag.tsx';
import { useWords } from '../words/define.ts';
import { ORDER_TONES, type OrderStateCode, PAYMENT_TONES, type PaymentStateCode } from './states.ts';
import { words } from './words.ts';

/** Where an order stands; "Menunggu Anda" when the next step is the reader's. */
export function OrderStatus({ state, mine }: { state: OrderStateCode; mine?: boolean }) {
  const say = useWords(words);
  if (mine === true) return <StatusTag tone="wait">{say.waitingForYou}</StatusTag>;
  return <StatusTag tone={ORDER_TONES[state]}>{say.order[state]}</StatusTag>;
}

/** Where a payment stands; "Menunggu Anda" when the next step is the reader's. */
export function PaymentStatus({ state, mine }: { state: PaymentStateCode; mine?: boolean }) {
  const say = useWords(words);
  if (mine === true) return <StatusTag tone="wait">{say.waitingForYou}</StatusTag>;
  return <StatusTag tone={PAYMENT_TONES[state]}>{say.payment[state]}</StatusTag>;
}
