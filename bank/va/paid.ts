/** A payment of a virtual account: recorded, and told to the partner whose number it is (SNAP 25). */
import type { Tx } from '../db/pool.ts';
import { queueNotice } from '../notices/outbox.ts';
import { referenceNo } from '../references.ts';
import { snapAmount } from '../rupiah.ts';
import { wibTimestamp } from '../time.ts';
import { printedNumber, type VirtualAccount, wireNumbers } from './virtual-account.ts';

/** A reference on this service has at most 15 characters. */
const REFERENCE_LENGTH = 15;
const INTERNET_BANKING = 6011;

/** Statement text of a payment: the number and the transaction it is for. */
export function vaRemark(va: VirtualAccount): string {
  return `VA ${printedNumber(va)} ${va.trxId}`;
}

/** The caller has locked the virtual account and books the money in the same transaction. Returns the payment's ids. */
export async function recordPayment(tx: Tx, va: VirtualAccount, amount: bigint, bankReferenceNo: string, at: Date) {
  const paymentRequestId = referenceNo(at);
  const reference = bankReferenceNo.slice(-REFERENCE_LENGTH);
  await tx.query(
    `INSERT INTO bank.va_payment (virtual_account_id, payment_request_id, reference_no, amount, paid_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [va.id, paymentRequestId, reference, amount, at],
  );
  await tx.query('UPDATE bank.virtual_account SET paid_amount = paid_amount + $2, updated_at = $3 WHERE id = $1', [
    va.id,
    amount,
    at,
  ]);
  if (va.partnerId !== null) {
    await queueNotice(tx, {
      partnerId: va.partnerId,
      service: '25',
      at,
      body: {
        ...wireNumbers(va),
        virtualAccountName: va.name,
        trxId: va.trxId,
        paymentRequestId,
        channelCode: INTERNET_BANKING,
        paidAmount: snapAmount(amount),
        cumulativePaymentAmount: snapAmount(va.paidAmount + amount),
        ...(va.totalAmount === null ? {} : { totalAmount: snapAmount(va.totalAmount) }),
        trxDateTime: wibTimestamp(at),
        referenceNo: reference,
        flagAdvise: 'N',
        additionalInfo: {},
      },
    });
  }
  return { paymentRequestId, referenceNo: reference };
}
