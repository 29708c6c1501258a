import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/daftar-penyedia', () => import('./self-registration.tsx')),
  screen('/penyedia', () => import('./vendors.tsx')),
  screen('/penyedia/undang', () => import('./invite.tsx')),
  screen('/penyedia/$id', () => import('./vendor.tsx')),
  screen('/toko', () => import('./own/own.tsx')),
  screen('/toko/usaha', () => import('./own/business.tsx')),
  screen('/toko/rekening', () => import('./own/account.tsx')),
  screen('/toko/surat', () => import('./own/papers.tsx')),
];
