import { QueryClient } from '@tanstack/react-query';
import { type AnyRoute, createRouter } from '@tanstack/react-router';
import { routes as budget } from './budget/routes.tsx';
import { routes as buying } from './buying/routes.tsx';
import { routes as card } from './card/routes.tsx';
import { routes as home } from './home/routes.tsx';
import { routes as identity } from './identity/routes.tsx';
import { routes as integrations } from './integrations/routes.tsx';
import { routes as kit } from './kit/routes.tsx';
import { routes as orders } from './orders/routes.tsx';
import { routes as payment } from './payment/routes.tsx';
import { routes as people } from './people/routes.tsx';
import { routes as privacy } from './privacy/routes.tsx';
import { routes as reconciliation } from './reconciliation/routes.tsx';
import { routes as security } from './security/routes.tsx';
import { Problem } from './shared/api/problem.ts';
import { ErrorScreen, NotFoundScreen } from './shared/shell/error-screens.tsx';
import { rootRoute } from './shared/shell/root.tsx';
import { readSearch, writeSearch } from './shared/shell/url.ts';
import { routes as shop } from './shop/routes.tsx';
import { routes as tax } from './tax/routes.tsx';
import { routes as treasury } from './treasury/routes.tsx';
import { routes as vendors } from './vendors/routes.tsx';

// How to add a room: create web/<room>/routes.tsx that exports its screens, loaded when first opened,
//
//   import { screen } from '../shared/shell/screen.ts';
//   export const routes = [
//     screen('/pesanan', () => import('./orders.tsx')),       // orders.tsx: export default function Orders() { … }
//     screen('/pesanan/$id', () => import('./order.tsx')),    // inside: const id = useParam('id')
//   ];
//
// then import it here and add it to `rooms`. Entries of the side menu are one table, shared/shell/menu.ts; an entry whose
// route is not here is not shown.
const rooms: readonly (readonly AnyRoute[])[] = [
  home,
  identity,
  security,
  kit,
  orders,
  shop,
  buying,
  payment,
  card,
  budget,
  reconciliation,
  tax,
  treasury,
  privacy,
  people,
  vendors,
  integrations,
];

/** Answers older than this are asked for again when the screen is shown. */
const FRESH_MS = 15_000;
const RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // A refusal will be the same the next time; only silence and faults are worth another try.
      retry: (failures, reason) =>
        failures < RETRIES && (!(reason instanceof Problem) || reason.status === 0 || reason.status >= 500),
    },
  },
});

export const router = createRouter({
  routeTree: rootRoute.addChildren(rooms.flat()),
  defaultPreload: 'intent',
  defaultPreloadDelay: 50,
  defaultPendingMs: 300,
  defaultErrorComponent: ErrorScreen,
  defaultNotFoundComponent: NotFoundScreen,
  scrollRestoration: true,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
});
