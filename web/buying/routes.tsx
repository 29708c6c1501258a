import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/pesanan/$id/checkout', () => import('./checkout/checkout.tsx')),
  screen('/pesanan/$id/nego', () => import('./nego/nego.tsx')),
  screen('/negosiasi', () => import('./negotiations.tsx')),
];
