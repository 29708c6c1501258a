import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/pantau/pendaftaran', () => import('./satkers/satkers.tsx')),
  screen('/pantau/pendaftaran/$id', () => import('./satkers/satker.tsx')),
  screen('/pantau/pejabat', () => import('./officials/treasury.tsx')),
  screen('/satker/pengguna', () => import('./officials/officials.tsx')),
  screen('/satker/profil', () => import('./satkers/profile.tsx')),
  screen('/toko/staf', () => import('./officials/staff.tsx')),
  screen('/pejabat/baru', () => import('./officials/appoint.tsx')),
  screen('/pejabat/$id', () => import('./officials/official.tsx')),
  screen('/pejabat/$id/ganti', () => import('./officials/replace.tsx')),
  screen('/pejabat/$id/sementara', () => import('./officials/stand-in.tsx')),
  screen('/perbaikan-data', () => import('./corrections/corrections.tsx')),
  screen('/perbaikan-data/baru', () => import('./corrections/ask.tsx')),
];
