import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api, withKey } from '../shared/api/client.ts';
import { type Command, useCommand } from '../shared/api/command.ts';
import { sendPhotos as sendEach } from '../shared/api/photos.ts';
import type { components, paths } from '../shared/api/schema.ts';
import { waitsForAsker } from '../shared/status/states.ts';
import { currentLanguage } from '../shared/words/language.ts';

export type Order = components['schemas']['Order'];
export type OrderSummary = components['schemas']['OrderSummary'];
export type OpenAction = Order['actions'][number];
export type CheckedLine = NonNullable<Order['receipt']>['lines'][number];
export type OrderView = 'cart' | 'mine' | 'running' | 'done' | 'cancelled' | 'all';

/** The next step is the reader's; a bill without the faktur it needs waits for the vendor too. */
export function isMine(order: Order): boolean {
  const lacksFaktur = order.bill?.fakturNeeded === true && order.bill.faktur === null;
  return waitsForAsker(order.actions) || (lacksFaktur && order.actions.some(({ action }) => action === 'attachFaktur'));
}

/** What each action takes: the JSON body of its path. Paths below an order that take none (photos, papers) are no actions. */
type Bodies = {
  [Path in keyof paths as ActionOf<Path>]: BodyOf<paths[Path]>;
};
type BodyOf<Address> = Address extends { post: { requestBody: { content: { 'application/json': infer Body } } } }
  ? Body
  : never;
type ActionOf<Path extends keyof paths> = Path extends `/api/v1/orders/{id}/${infer Action}`
  ? BodyOf<paths[Path]> extends never
    ? never
    : Action
  : never;
export type OrderAction = keyof Bodies;
export type ActionInput<A extends OrderAction> = Bodies[A];

/** The language is part of the key, since the order carries sentences. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['order', id, currentLanguage()],
    queryFn: () => answer(api.GET('/api/v1/orders/{id}', { params: { path: { id } } })),
  });

/** One page of at most 50 orders; `cursor` '' is the first. */
export const ordersQuery = (view: OrderView, cursor = '') =>
  queryOptions({ queryKey: ['orders', view, cursor], queryFn: () => fetchOrders(view, cursor) });

function fetchOrders(view: OrderView, cursor: string) {
  return answer(api.GET('/api/v1/orders', { params: { query: cursor === '' ? { view } : { view, cursor } } }));
}

/** Short work lists read this many pages at most; longer ones belong in `/pesanan`. */
const MOST_PAGES = 4;

/** Orders of a view, newest first, as far as `MOST_PAGES` go. */
export const allOrdersQuery = (view: OrderView) =>
  queryOptions({
    queryKey: ['orders', view, 'all'],
    queryFn: async () => {
      const found: OrderSummary[] = [];
      let cursor: string | null = '';
      for (let page = 0; page < MOST_PAGES && cursor !== null; page += 1) {
        const answered: Awaited<ReturnType<typeof fetchOrders>> = await fetchOrders(view, cursor);
        found.push(...answered.items);
        cursor = answered.next;
      }
      return found;
    },
  });

/** Tasks are looked at again this often while their screen is open. */
const TASKS_AGAIN_MS = 60_000;

export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  refetchInterval: TASKS_AGAIN_MS,
  queryFn: () => answer(api.GET('/api/v1/tasks')),
});

function actOnOrder<A extends OrderAction>(id: string, action: A, body: ActionInput<A>, key: string): Promise<Order> {
  // Every action has the same shape of path and answer; the type of its body was checked above.
  const path = `/api/v1/orders/{id}/${action}` as '/api/v1/orders/{id}/discard';
  return answer(api.POST(path, { params: { path: { id } }, body: body as never, ...withKey(key) }));
}

const MOVED_ON = 409;

/**
 * One act on one order. Photos are sent first, so that the act carries their ids. When it is done every list that may
 * show the order is asked for again; when somebody was faster, so is the order.
 */
export function useOrderCommand<A extends OrderAction>(
  id: string,
  action: A,
  onDone: (order: Order) => void,
): Command<ActionInput<A> | (() => Promise<ActionInput<A>>), Order> {
  const queries = useQueryClient();
  const command = useCommand(
    async (input: ActionInput<A> | (() => Promise<ActionInput<A>>), key: string) =>
      actOnOrder(id, action, typeof input === 'function' ? await input() : input, key),
    (order) => {
      queries.setQueryData(orderQuery(order.id).queryKey, order);
      for (const list of ['orders', 'tasks', 'payments', 'budget', 'cards']) {
        void queries.invalidateQueries({ queryKey: [list] });
      }
      onDone(order);
    },
  );
  const status = command.problem?.status;
  useEffect(() => {
    if (status === MOVED_ON) void queries.invalidateQueries({ queryKey: ['order', id] });
  }, [status, id, queries]);
  return command;
}

/** Sends each photo of an order once and gives their ids. Throws `Problem`. */
export const sendPhotos = (orderId: string, photos: readonly File[]): Promise<string[]> =>
  sendEach('/api/v1/orders/{id}/files', orderId, photos);
