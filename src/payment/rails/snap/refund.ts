/** What a status says of one refund (58, 69, 78): by its own number, or by the state of the whole payment. */
import type { CallOutcome } from '../ports/outcome.ts';
import { codeOf, describe, type Exchange } from './outcome.ts';
import { isObject, textOf } from './wire.ts';

/** After "this refund was already asked for". Certain only when the bank lists it; otherwise in progress. */
export function refundKnown(exchange: Exchange, refundReference: string): CallOutcome {
  if (exchange.kind !== 'answered' || exchange.body === null || codeOf(exchange)?.http !== 200) {
    return { kind: 'unknown', message: describe(exchange) };
  }
  const { body } = exchange;
  const history = Array.isArray(body.refundHistory) ? body.refundHistory.filter(isObject) : [];
  const refund = history.find((one) => textOf(one, 'partnerRefundNo') === refundReference);
  const referenceNo = refund === undefined ? null : textOf(refund, 'refundNo');
  switch (refund === undefined ? null : textOf(refund, 'refundStatus')) {
    case '00':
      return { kind: 'success', referenceNo: referenceNo ?? refundReference, bankTime: exchange.bankTime };
    case '06':
      return { kind: 'refused', code: '06', message: textOf(body, 'transactionStatusDesc') ?? '' };
    case null:
      // No list of refunds: a payment given back in whole is given back.
      return textOf(body, 'latestTransactionStatus') === '04'
        ? { kind: 'success', referenceNo: refundReference, bankTime: exchange.bankTime }
        : { kind: 'pending', referenceNo: null };
    default:
      return { kind: 'pending', referenceNo };
  }
}
