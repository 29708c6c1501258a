import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/bayar', () => import('./list/payments.tsx')),
  screen('/bayar/$id', () => import('./one/payment.tsx')),
];
