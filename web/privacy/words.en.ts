import type { id } from './words.id.ts';

export const en: typeof id = {
  title: 'My data',
  lead: 'What we keep about you, what for, and how long.',
  why: 'What for',
  basis: 'Legal ground',
  kept: 'Kept',
  toSecurity: 'See how you sign in, and your devices',
  takeAlong: 'A copy of your data',
  takeAlongText:
    'You have the right to take a copy along. The file holds your details, your offices and your recorded acts.',
  download: 'Download the copy',
  wrong: 'Is something wrong?',
  wrongText:
    'Ask the Admin Satker to correct it, or the KPPN if you are the Admin Satker. The request and its reason are recorded.',
  askCorrection: 'Ask for a correction',
  erase: 'Erasure',
  eraseText: (years: number) =>
    `While you hold office your data are needed. When it ends, your e-mail address, phone, NIK and ways to sign in are erased. Name and NIP on financial records are kept for ${years} years by law, then destroyed.`,
  ask: 'Ask for erasure',
  askTitle: 'Ask that your data be erased?',
  askText: 'It is done by itself once you no longer hold office. You can take the request back before that.',
  reason: 'Reason',
  back: 'Back',
  asked: 'Erasure has been asked for',
  askedOn: 'Asked',
  until: (date: string) => `The rest is kept until ${date}.`,
  withdraw: 'Take the request back',
  done: 'The request is recorded.',
  withdrawn: 'The request was taken back.',
};
