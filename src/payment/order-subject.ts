/** An order as what a payment is for: rows O30 and O31. What was kept back for the State becomes due in the same commit. */
import { joined } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { orderById } from '../purchasing/order.store.ts';
import type { Order } from '../purchasing/order.ts';
import { failPayment, moneyCameBack, settleOrder } from '../purchasing/paying.ts';
import { rulesOn } from '../regulation/rules.ts';
import { withheld } from '../tax/deposit/withholding.ts';
import type { Subject, SubjectLoader } from './subject.ts';

export const orderSubject = (order: Order): Subject => ({
  settled: (_, told) => {
    const paid = settleOrder(order, told);
    // What came back and is paid again was taxed the first time.
    if (!paid.ok || order.cameBack) return paid;
    return joined(paid, withheld(order, told, rulesOn(order.regime, localDate(told.now, order.zone))));
  },
  failed: (_, told) => failPayment(order, told),
  returned: (instruction, told) =>
    moneyCameBack(order, { ...told, instructionId: instruction.id, net: instruction.net }),
});

export const loadOrderSubject: SubjectLoader = async (db, codec, { orderId }) => {
  const order = orderId === null ? null : await orderById(db, codec, orderId);
  return order && orderSubject(order);
};
