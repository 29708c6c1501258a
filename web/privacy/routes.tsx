import { screen } from '../shared/shell/screen.ts';

export const routes = [screen('/data-saya', () => import('./privacy.tsx'))];
