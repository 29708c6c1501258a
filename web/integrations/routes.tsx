import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/integrasi', () => import('./integrations.tsx')),
  screen('/integrasi/baru', () => import('./create.tsx')),
];
