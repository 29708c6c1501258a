import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../shared/api/client.ts';
import type { components } from '../../shared/api/schema.ts';

export type InFlight = components['schemas']['PaymentInFlight'];
export type BankLink = components['schemas']['BankLink'];
export type FlightReason = InFlight['reason'];

/** What is on its way moves by itself. */
const AGAIN_MS = 5_000;

/** One page, longest waiting first; `cursor` '' is the first. */
export const flightQuery = (cursor = '') =>
  queryOptions({
    queryKey: ['payments-in-flight', cursor],
    queryFn: () =>
      answer(api.GET('/api/v1/payments/in-flight', { params: { query: cursor === '' ? {} : { cursor } } })),
    refetchInterval: AGAIN_MS,
  });
