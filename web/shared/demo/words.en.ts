import type { id } from './words.id.ts';

export const en: typeof id = {
  codeNow: 'Demo: the code in this person’s app now is',
};
