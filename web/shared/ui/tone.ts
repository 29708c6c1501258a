/** What a colour means here: plain (draft, cancelled), info (others are at work), wait (you, or soon), good, bad. */
export type Tone = 'plain' | 'info' | 'wait' | 'good' | 'bad';

export const TONE_SURFACE: Readonly<Record<Tone, string>> = {
  plain: 'bg-plain-100 text-plain-700',
  info: 'bg-info-50 text-info-700',
  wait: 'bg-wait-50 text-wait-700',
  good: 'bg-good-50 text-good-700',
  bad: 'bg-bad-50 text-bad-700',
};
