/** Writes letters to people: finds name and address, chooses the words, and leaves the letter in the outbox. */
import type { Codec } from '../journal/codec.ts';
import { when } from '../kernel/time.ts';
import type { Letter, MailLanguage } from '../mail/letter.ts';
import { letterText } from '../mail/letters.ts';
import type { MailQueue } from '../mail/outbox.ts';
import type { Queryable } from '../platform/database.ts';
import { readPerson } from './asker.store.ts';

const DAY_MS = 24 * 60 * 60_000;

export interface Post {
  /** `livesMs`: after it the letter is worth nothing. A notice is still news three days later. */
  write(
    personId: string,
    letter: Letter,
    options?: { language?: MailLanguage | undefined; livesMs?: number },
  ): Promise<void>;
  /** A moment in words, in the time of the capital, since letters know no office. */
  at(moment: Date, language?: MailLanguage): string;
}

const NOTICE_MS = 3 * DAY_MS;

export function createPost(db: Queryable, codec: Codec, queue: MailQueue, clock: () => Date): Post {
  return {
    async write(personId, letter, { language = 'id', livesMs = NOTICE_MS } = {}) {
      const person = await readPerson(db, codec, personId);
      if (!person) return;
      const mail = { to: person.email, ...letterText(letter, person.name, language) };
      await queue.queue(personId, mail, new Date(clock().getTime() + livesMs));
    },
    at: (moment, language = 'id') => when(moment, 'WIB', language),
  };
}
