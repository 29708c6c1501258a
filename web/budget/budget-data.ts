import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../shared/api/client.ts';
import type { paths } from '../shared/api/schema.ts';

export type Budget = paths['/api/v1/budget/lines']['get']['responses'][200]['content']['application/json'];
export type BudgetLine = Budget['lines'][number];

/** The budget lines of this year with what is left of each, and the petty cash. */
export const budgetQuery = queryOptions({
  queryKey: ['budget', 'lines'],
  queryFn: () => answer(api.GET('/api/v1/budget/lines')),
});
