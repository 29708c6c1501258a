import type { App } from '../platform/http/app.ts';
export function documentRoutes(_app: App, _deps: unknown): void {}
