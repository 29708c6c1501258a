import { screen } from '../shared/shell/screen.ts';

export const routes = [screen('/anggaran', () => import('./budget.tsx'))];
