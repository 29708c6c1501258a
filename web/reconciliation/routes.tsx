import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/kas', () => import('./account.tsx')),
  screen('/kas/daftar-kerja', () => import('./work-list.tsx')),
  screen('/kas/tutup-bulan', () => import('./months.tsx')),
  screen('/kas/tutup-bulan/$bookId/$period', () => import('./month.tsx')),
  screen('/kas/berkas', () => import('./files.tsx')),
];
