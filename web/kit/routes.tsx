import { screen } from '../shared/shell/screen.ts';

/** The gallery is for development, demo and training; `VITE_KIT=off` leaves it out of a build. */
export const routes = import.meta.env.VITE_KIT === 'off' ? [] : [screen('/kit', () => import('./kit.tsx'))];
