import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/keamanan', () => import('./security.tsx')),
  screen('/keamanan/kata-sandi', () => import('./change-password.tsx')),
  screen('/keamanan/kunci-sandi', () => import('./add-passkey.tsx')),
  screen('/keamanan/aplikasi', () => import('./add-totp.tsx')),
  screen('/keamanan/kode-pemulihan', () => import('./new-recovery-codes.tsx')),
];
