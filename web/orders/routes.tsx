import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/tugas', () => import('./tasks/tasks.tsx')),
  screen('/pesanan', () => import('./lists/orders.tsx')),
  screen('/pesanan/$id', () => import('./order/order.tsx')),
  screen('/pesanan/$id/terima', () => import('./receive/receive.tsx')),
  screen('/kiriman', () => import('./lists/deliveries.tsx')),
  screen('/bast', () => import('./lists/receipts.tsx')),
  screen('/uang', () => import('./lists/income.tsx')),
];
