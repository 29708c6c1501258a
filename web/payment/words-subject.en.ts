import type { id } from './words-subject.id.ts';

export const en: typeof id = {
  ORDER: {
    subject: 'Order',
    paper: 'Payment order (SPBy)',
    gross: 'Bill, PPN included',
    net: 'Paid to the vendor',
    open: 'Open order',
    paid: 'The vendor is told. The proof of payment is with the order.',
    failed: 'The money did not reach the vendor. The bill waits to be paid again; start from the order.',
    withdrawn: 'No money was sent. The bill waits to be paid again.',
  },
  TAX_DEPOSIT: {
    subject: 'Deposit of taxes',
    paper: 'Billing code',
    gross: 'Taxes in the deposit',
    net: 'Deposited with the State',
    open: 'Open deposit',
    paid: 'The NTPN is with the deposit.',
    failed: 'The money did not reach the State. The deposit waits to be paid again; start from the deposit.',
    withdrawn: 'No money was sent. The deposit waits to be paid again.',
  },
  CARD_BILL: {
    subject: 'Card bill',
    paper: 'DPT',
    gross: 'Bill of the issuer',
    net: 'Paid to the issuer',
    open: 'Open card bill',
    paid: 'The limit of the card is restored once the issuer has booked it.',
    failed: 'The money did not reach the issuer. The bill waits to be paid again; start from the bill.',
    withdrawn: 'No money was sent. The bill waits to be paid again.',
  },
  UP_RETURN: {
    subject: 'Return of petty cash',
    paper: 'Number',
    gross: 'Petty cash',
    net: 'Returned to the State',
    open: 'Open cash',
    paid: 'The petty cash is returned.',
    failed: 'The money did not reach the State.',
    withdrawn: 'No money was sent.',
  },
};
