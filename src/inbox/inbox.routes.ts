/** *Tugas saya*: what the asker must do today, next, and what waits for others. Across rooms, so a room of its own. */
import { cardTasks } from '../card/card.tasks.ts';
import { scopeOf } from '../journal/actor.ts';
import { localDate } from '../kernel/time.ts';
import { type PaymentTask, paymentTasks } from '../payment/payment.tasks.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { dueAction, dueStates } from '../purchasing/due.ts';
import type { OrderFacts } from '../purchasing/facts.ts';
import { glances } from '../purchasing/order.glance.ts';
import { type OrderRole, type OrderState, orderMachine } from '../purchasing/order.machine.ts';
import type { Reading } from '../purchasing/order.reading.ts';
import { taskList } from '../purchasing/order.schema.ts';
import { mostUrgent, orderPage } from '../purchasing/order.store.ts';
import type { Order } from '../purchasing/order.ts';
import { orderSummaryView } from '../purchasing/order.view.ts';
import { seats, sitting } from '../purchasing/seats.ts';
import { taxTasks } from '../tax/deposit/tax.tasks.ts';
import { treasuryTasks } from '../treasury/treasury.tasks.ts';

const MAX_WAITING = 20;
const states = Object.keys(orderMachine.states) as OrderState[];

interface Task extends PaymentTask {
  readonly subject: 'order' | 'payment' | 'cardBill' | 'tax' | 'deposit' | 'replenishment';
}

export function inboxRoutes(app: App, reading: Reading): void {
  app.get(
    '/api/v1/tasks',
    {
      config: { action: 'task.list' },
      schema: {
        tags: ['tasks'],
        summary: 'What waits for the asker, and what the asker waits for',
        response: { 200: taskList },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      return readAs(reading.pool, scopeOf(asker), async (db) => {
        const [orders, payments, bills, taxes, requests] = await Promise.all([
          orderTasks(db, reading, asker),
          paymentTasks(db, reading.codec, asker),
          cardTasks(db, reading.codec, asker),
          taxTasks(db, reading.codec, asker),
          treasuryTasks(db, reading.codec, asker),
        ]);
        const due: Task[] = [
          ...orders.due,
          ...payments.map((task): Task => ({ ...task, subject: 'payment' })),
          ...bills.map((task): Task => ({ ...task, subject: 'cardBill' })),
          ...taxes,
          ...requests.map((task): Task => ({ ...task, subject: 'replenishment' })),
        ].toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.since.localeCompare(b.since));
        const today = localDate(reading.clock(), asker.zone);
        const isToday = (task: Task) => task.dueAt !== null && localDate(new Date(task.dueAt), asker.zone) <= today;
        return {
          today: due.filter(isToday),
          next: due.filter((task) => !isToday(task)),
          waiting: orders.waiting,
        };
      });
    },
  );
}

async function orderTasks(db: Queryable, reading: Reading, asker: Asker): Promise<{ due: Task[]; waiting: Task[] }> {
  const role = asker.role as OrderRole;
  const running = states.filter((state) => !orderMachine.final.includes(state) && state !== 'CART');
  // What is due first is told whatever else came later; what others do is told of the newest.
  const [urgent, newest] = await Promise.all([
    mostUrgent(db, reading.codec, {
      states: dueStates(role),
      side: asker,
      ...(role === 'PPK' ? { ppkId: asker.personId } : {}),
    }),
    orderPage(db, reading.codec, { states: running, side: asker }, null),
  ]);
  const items = [...new Map([...urgent, ...newest.items].map((order) => [order.id, order])).values()];
  const factsFor = await glances(db, reading, asker, items);
  const due: Task[] = [];
  const waiting: Task[] = [];
  for (const order of items) {
    const facts = factsFor(order);
    if (!facts) continue;
    const open = dueAction(order, facts);
    if (open) due.push(taskOf(order, facts, open.action, otherSide(order, asker)));
    else if (isInvolved(order, asker) && waiting.length < MAX_WAITING) {
      const summary = orderSummaryView(order, facts);
      if (summary.turn) waiting.push(taskOf(order, facts, 'wait', `${summary.turn.name} (${summary.turn.role})`));
    }
  }
  return { due, waiting };
}

const otherSide = (order: Order, asker: Asker): string =>
  asker.vendorId === order.vendorId ? order.satkerName : order.vendorName;

function isInvolved(order: Order, asker: Asker): boolean {
  if (asker.vendorId === order.vendorId) return true;
  const acted = [...seats.map((seat) => sitting(order, seat)?.personId), order.receipt?.by.personId];
  return acted.includes(asker.personId);
}

function taskOf(order: Order, facts: OrderFacts, action: string, counterpart: string): Task {
  const summary = orderSummaryView(order, facts);
  return {
    subject: 'order',
    id: order.id,
    number: order.number ?? '',
    action,
    title: summary.title,
    counterpart,
    amount: summary.gross,
    dueAt: order.dueAt,
    since: order.createdAt,
  };
}
