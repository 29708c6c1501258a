import { useSyncExternalStore } from 'react';
import { remembered } from '../shell/remembered.ts';

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const choice = remembered<Language>('language', LANGUAGES, 'id', (language) => {
  document.documentElement.lang = language;
});

export const currentLanguage = choice.read;
export const setLanguage = choice.write;

/** The language the person reads; the component renders again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(choice.subscribe, choice.read);
}
