import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/pajak', () => import('./taxes.tsx')),
  screen('/pajak/setoran/$id', () => import('./deposit.tsx')),
];
