import type { id } from './words.id.ts';

export const en: typeof id = {
  noAnswerYet: 'No answer yet. Do not repeat; we are checking.',
  connectionLost:
    'Connection lost. What you filled in is safe on this page. Try again when connected; nothing is sent twice.',
  ourFault:
    'This could not be processed because of a fault in our system. What you filled in is still here. Try again.',
};
