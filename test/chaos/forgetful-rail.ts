/** The transfer rail of the control: it forgets the key under which the bank would know a payment again. */
import type { TransferRail } from '../../src/payment/rails/port.ts';
import { createTransferRail as realRail } from '../../src/payment/rails/snap/transfer-rail.ts';

export function createTransferRail(...given: Parameters<typeof realRail>): TransferRail {
  const rail = realRail(...given);
  return {
    ...rail,
    submit: async (order) => {
      const first = await rail.submit(order);
      if (first.kind !== 'unknown') return first;
      return rail.submit({ ...order, partnerReferenceNo: `${order.partnerReferenceNo}-2` });
    },
  };
}
