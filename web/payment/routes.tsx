import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/bayar', () => import('./list/payments.tsx')),
  screen('/bayar/jenjang', () => import('./levels/levels.tsx')),
  screen('/bayar/proses', () => import('./flight/in-flight.tsx')),
  screen('/bayar/$id', () => import('./one/payment.tsx')),
];
