import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { ForbiddenScreen, NotFoundScreen } from './error-screens.tsx';

const FORBIDDEN = 403;
const NOT_FOUND = 404;

/** The screen to show instead when the reader may not see a thing or it is not there; null when it is neither. */
export function refusedScreen(error: unknown): ReactNode {
  if (!(error instanceof Problem)) return null;
  if (error.status === FORBIDDEN) return <ForbiddenScreen detail={error.message} />;
  return error.status === NOT_FOUND ? <NotFoundScreen /> : null;
}
