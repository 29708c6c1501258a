import { useSyncExternalStore } from 'react';
import { remembered } from '../shell/remembered.ts';

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const choice = remembered<Language>('language', LANGUAGES, 'id', (language) => {
  document.documentElement.lang = language;
});

export const currentLanguage = choice.read;

let english: Readonly<Record<string, object>> | undefined;
/** The English tables, once they are here. */
export const englishTables = () => english;

async function fetchEnglish(): Promise<void> {
  english ??= (await import('./english.ts')).english;
}

/** Resolves when the words of the remembered language are here; without a line the source stands for them. */
export async function wordsReady(): Promise<void> {
  if (choice.read() === 'en') await fetchEnglish().catch(() => undefined);
}

/** Changes the language as soon as its words are here; without a line it stays. */
export function setLanguage(language: Language): void {
  if (language === 'id') choice.write(language);
  else
    void fetchEnglish().then(
      () => choice.write(language),
      () => undefined,
    );
}

/** The language the person reads; the component renders again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(choice.subscribe, choice.read);
}
