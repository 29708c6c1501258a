import { useSyncExternalStore } from 'react';
import { type Remembered, remembered } from './remembered.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export const TEXT_SIZES = ['100', '115', '130', '150'] as const;
export const CONTRASTS = ['normal', 'high'] as const;

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const page = document.documentElement.dataset;

export const theme = remembered('theme', THEMES, 'system', (choice) => {
  page.theme = choice === 'system' ? (prefersDark.matches ? 'dark' : 'light') : choice;
});
export const textSize = remembered('text', TEXT_SIZES, '100', (choice) => {
  page.text = choice;
});
export const contrast = remembered('contrast', CONTRASTS, 'normal', (choice) => {
  page.contrast = choice;
});

prefersDark.addEventListener('change', () => theme.write(theme.read()));

/** A choice about appearance and how to change it. */
export function useChoice<Value extends string>(choice: Remembered<Value>): [Value, (value: Value) => void] {
  return [useSyncExternalStore(choice.subscribe, choice.read), choice.write];
}
