/** An order as what a payment is for: rows O30 and O31. */
import { orderById } from '../purchasing/order.store.ts';
import type { Order } from '../purchasing/order.ts';
import { failPayment, moneyCameBack, settleOrder } from '../purchasing/paying.ts';
import type { Subject, SubjectLoader } from './subject.ts';

export const orderSubject = (order: Order): Subject => ({
  settled: (_, told) => settleOrder(order, told),
  failed: (_, told) => failPayment(order, told),
  returned: (instruction, told) =>
    moneyCameBack(order, { ...told, instructionId: instruction.id, net: instruction.net }),
});

export const loadOrderSubject: SubjectLoader = async (db, codec, { orderId }) => {
  const order = orderId === null ? null : await orderById(db, codec, orderId);
  return order && orderSubject(order);
};
