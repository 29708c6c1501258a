/** What the platform writes to people, as plain text. Secrets stand in a letter only where it is their purpose. */
import type { Letter, MailLanguage } from './letter.ts';
import { letterEn } from './letters.en.ts';
import { letterId } from './letters.id.ts';

const GREETING = { id: (name: string) => `Yth. ${name},`, en: (name: string) => `Dear ${name},` } as const;
const FOOT = {
  id: 'Surel ini dikirim otomatis oleh Digipay Satu. Kami tidak pernah meminta kata sandi atau kode Anda.',
  en: 'Sent automatically by Digipay Satu. We never ask for your password or your codes.',
} as const;

export function letterText(
  letter: Letter,
  name: string,
  language: MailLanguage,
): { readonly subject: string; readonly text: string } {
  const { subject, lines } = (language === 'id' ? letterId : letterEn)(letter);
  return { subject, text: [GREETING[language](name), ...lines, FOOT[language]].join('\n\n') };
}
