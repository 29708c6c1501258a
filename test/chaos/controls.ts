/** Faults planted in the platform on purpose: the run must report each of them. */
import { join } from 'node:path';

export const CONTROLS = ['blind-resend', 'believed-callback', 'lost-key'] as const;
export type Control = (typeof CONTROLS)[number];

export interface Planted {
  readonly work?: string;
  readonly serve?: string;
}

const program = (name: string): string => join(import.meta.dirname, `${name}.ts`);

/** Other programs in the place of `work` and `serve`. */
export const PLANTED: Readonly<Record<Control, Planted>> = {
  /** What was sent and not answered is sent again, under a new reference. */
  'blind-resend': { work: join(import.meta.dirname, '../support/blind-work.ts') },
  /** Whoever says that a payment is paid is believed, whatever the signature. */
  'believed-callback': { serve: program('gullible-serve') },
  /** Each attempt of a call has a reference of its own: the bank cannot know that it is the same payment. */
  'lost-key': { work: program('forgetful-work') },
};
