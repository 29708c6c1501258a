import type { id } from './words.id.ts';

export const en: typeof id = {
  bank: 'Bank',
  fillBank: 'Choose the bank.',
  number: 'Account number',
  numberHint: 'Digits only, as in the bank book.',
  unusual: (bank: string, usual: number, typed: number) =>
    `Accounts at ${bank} usually have ${usual} digits. You entered ${typed}. Check again.`,
  fillNumber: 'Enter the account number, 6 to 20 digits.',
  name: 'Name of the account holder',
  nameHint: 'Exactly as the bank has it.',
  fillName: 'Enter the name of the account holder.',
};
