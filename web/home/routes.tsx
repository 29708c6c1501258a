import { screen } from '../shared/shell/screen.ts';

export const routes = [screen('/', () => import('./home.tsx'))];
