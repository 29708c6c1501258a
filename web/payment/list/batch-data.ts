import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../../shared/api/client.ts';
import { type Command, useCommand } from '../../shared/api/command.ts';
import type { paths } from '../../shared/api/schema.ts';
import { currentLanguage } from '../../shared/words/language.ts';

type Post<P extends keyof paths> = paths[P] extends { post: infer Operation } ? Operation : never;
type Body<P extends keyof paths> =
  Post<P> extends { requestBody: { content: { 'application/json': infer Input } } } ? Input : never;
type Answered<P extends keyof paths> =
  Post<P> extends { responses: { 200: { content: { 'application/json': infer Output } } } } ? Output : never;

export type BatchAct = 'check' | 'approve' | 'release';
export const BATCH_ACTS: readonly string[] = ['check', 'approve', 'release'] satisfies BatchAct[];
export type BatchPreview = Answered<'/api/v1/payments/batch/preview'>;
export type BatchAnswer = Answered<'/api/v1/payments/batch/approve'>;

/** What one sitting would confirm, as things are now: asked anew each time the dialog opens. */
export const previewQuery = (act: BatchAct, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['payments', 'preview', act, currentLanguage(), ...ids],
    queryFn: () => answer(api.POST('/api/v1/payments/batch/preview', { body: { act, ids: [...ids] } })),
    staleTime: 0,
    gcTime: 0,
  });

/** What a sitting changes elsewhere. */
const TOUCHED = ['payments', 'payment', 'order', 'orders', 'tasks', 'budget'];

function useBatch<Input>(
  act: (input: Input, key: string) => Promise<BatchAnswer>,
  onDone: (answer: BatchAnswer) => void,
): Command<Input, BatchAnswer> {
  const queries = useQueryClient();
  return useCommand(act, (result) => {
    onDone(result);
    for (const key of TOUCHED) void queries.invalidateQueries({ queryKey: [key] });
  });
}

type Sitting = Body<'/api/v1/payments/batch/approve'> | Body<'/api/v1/payments/batch/check'>;

/** Many payments, each answered for itself. */
export const useSitting = (act: BatchAct, onDone: (answer: BatchAnswer) => void): Command<Sitting, BatchAnswer> =>
  useBatch((body: Sitting, key) => {
    // The three have the same shape of path and answer.
    const path = `/api/v1/payments/batch/${act}` as '/api/v1/payments/batch/check';
    return answer(api.POST(path, { body: body as never, ...withKey(key) }));
  }, onDone);

type Start = Body<'/api/v1/payments/batch/startPayment'>;

export const useStartAll = (onDone: (answer: BatchAnswer) => void): Command<Start, BatchAnswer> =>
  useBatch(
    (body: Start, key) => answer(api.POST('/api/v1/payments/batch/startPayment', { body, ...withKey(key) })),
    onDone,
  );
