import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answer, api, withKey } from '../shared/api/client.ts';
import { type Command, useCommand } from '../shared/api/command.ts';
import type { components, paths } from '../shared/api/schema.ts';
import { currentLanguage } from '../shared/words/language.ts';

export type Payment = components['schemas']['Payment'];
export type PaymentSummary = components['schemas']['PaymentSummary'];
export type Card = components['schemas']['Card'];
export type PaymentView = 'open' | 'done' | 'all';

type ActionOf<Path> = Path extends `/api/v1/payments/{id}/papers/${string}`
  ? never
  : Path extends `/api/v1/payments/{id}/${infer Action}`
    ? Action
    : never;
export type PaymentAction = ActionOf<keyof paths>;
type ActionInput<A extends PaymentAction> =
  paths[`/api/v1/payments/{id}/${A}`]['post']['requestBody']['content']['application/json'];

/** While the bank or the card holder is at work the page asks again this often. */
const AGAIN_MS = 2_000;
const UNDER_WAY: readonly Payment['state'][] = [
  'APPROVED',
  'RELEASED',
  'SENT',
  'IN_CLEARING',
  'UNKNOWN',
  'PREPARED',
  'OPEN',
  'AUTHORISED',
];

/** The bank, not a person, moves it on. */
export const isUnderWay = (state: Payment['state']): boolean => UNDER_WAY.includes(state);

const DECISIONS: readonly string[] = ['approve', 'release', 'acceptPayee', 'check', 'resubmit', 'reject', 'withdraw'];

/** Something is to be decided about the payment itself, so that the decision names payee and accounts. */
export const decides = (payment: Payment): boolean => payment.actions.some(({ action }) => DECISIONS.includes(action));

/** The bank has not said yet whose account it is. */
export const isAskedOfBank = ({ state, payeeStanding }: Pick<Payment, 'state' | 'payeeStanding'>): boolean =>
  payeeStanding === 'WAITING' && ['SUBMITTED', 'CHECKED', 'DRAFT'].includes(state);

/** The language is part of the key, since the payment carries sentences. */
export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['payment', id, currentLanguage()],
    queryFn: () => answer(api.GET('/api/v1/payments/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (isUnderWay(data.state) || isAskedOfBank(data)) ? AGAIN_MS : false,
  });

/** One page of payments, newest first; `cursor` '' is the first. */
export const paymentsQuery = (view: PaymentView, cursor = '') =>
  queryOptions({
    queryKey: ['payments', view, cursor],
    queryFn: () =>
      answer(api.GET('/api/v1/payments', { params: { query: cursor === '' ? { view } : { view, cursor } } })),
  });

export const cardsQuery = queryOptions({
  queryKey: ['cards'],
  queryFn: () => answer(api.GET('/api/v1/cards')),
});

/** What a payment changes elsewhere, once it moves. */
const TOUCHED = ['payments', 'order', 'orders', 'tasks', 'budget', 'cards'];

/** Asks again for whatever shows this payment when its state changes under the reader's eyes. */
export function useFollow(payment: Payment | undefined): void {
  const queries = useQueryClient();
  const state = payment?.state;
  const seen = useRef(state);
  useEffect(() => {
    const before = seen.current;
    seen.current = state;
    if (before === undefined || before === state) return;
    for (const key of TOUCHED) void queries.invalidateQueries({ queryKey: [key] });
  }, [state, queries]);
}

const MOVED_ON = 409;

/** One act on one payment; when somebody was faster, the payment is asked for again. */
export function usePaymentCommand<A extends PaymentAction>(
  id: string,
  action: A,
  onDone: (action: A) => void,
): Command<ActionInput<A>, Payment> {
  const queries = useQueryClient();
  const command = useCommand(
    (body: ActionInput<A>, key: string): Promise<Payment> => {
      // Every action has the same shape of path and answer; the type of its body was checked above.
      const path = `/api/v1/payments/{id}/${action}` as '/api/v1/payments/{id}/check';
      return answer(api.POST(path, { params: { path: { id } }, body: body as never, ...withKey(key) }));
    },
    (payment) => {
      queries.setQueryData(paymentQuery(payment.id).queryKey, payment);
      onDone(action);
    },
  );
  const status = command.problem?.status;
  useEffect(() => {
    if (status === MOVED_ON) void queries.invalidateQueries({ queryKey: ['payment', id] });
  }, [status, id, queries]);
  return command;
}
