import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/kartu', () => import('./cards.tsx')),
  screen('/kartu/tagihan', () => import('./bills.tsx')),
  screen('/kartu/tagihan/$id', () => import('./bill.tsx')),
  screen('/kartu/penggunaan', () => import('./usage.tsx')),
];
