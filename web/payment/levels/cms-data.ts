import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../shared/api/client.ts';
import type { components } from '../../shared/api/schema.ts';

export type Cms = components['schemas']['CmsSetting'];

export const cmsQuery = queryOptions({ queryKey: ['cms'], queryFn: () => answer(api.GET('/api/v1/cms')) });

export const payeesQuery = queryOptions({ queryKey: ['payees'], queryFn: () => answer(api.GET('/api/v1/payees')) });
