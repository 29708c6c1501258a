import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { rootRoute } from './root.tsx';

/** A screen at a path. Its module (default export: the component) is loaded when the screen is first opened. */
export function screen(path: string, load: () => Promise<{ default: ComponentType }>): AnyRoute {
  return createRoute({ getParentRoute: () => rootRoute, path, component: lazyRouteComponent(load) });
}
