import type { SnapService } from '../snap/service.ts';

export const qrisServices: readonly SnapService[] = [];
