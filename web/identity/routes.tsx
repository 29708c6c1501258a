import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/masuk', () => import('./sign-in.tsx')),
  screen('/masuk/kode', () => import('./sign-in-code.tsx')),
  screen('/lupa-sandi', () => import('./forgotten.tsx')),
  screen('/atur-ulang', () => import('./reset.tsx')),
  screen('/aktivasi', () => import('./activation/activation.tsx')),
];
