import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/kas/up', () => import('./replenishments.tsx')),
  screen('/kas/up/$id', () => import('./replenishment.tsx')),
];
