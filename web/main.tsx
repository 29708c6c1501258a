import './shared/styles.css';
import './shared/shell/appearance.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient, router } from './router.tsx';
import { meQuery } from './shared/api/me.ts';

const container = document.getElementById('app');
if (container === null) throw new Error('index.html has no element #app');

// Asked for before the first render, so that the shell knows the role as early as possible.
void queryClient.prefetchQuery(meQuery);

createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
