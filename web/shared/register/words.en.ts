import type { id } from './words.id.ts';

const WHAT: Readonly<Record<string, string>> = {
  name: 'Name',
  nik: 'NIK',
  email: 'E-mail',
  role: 'Office held',
  office: 'Organisation',
  decree: 'Decree number',
  from: 'From',
  to: 'Until',
  replaces: 'Replaces',
  standsInFor: 'Stands in for',
  lastDay: 'Last day',
  bank: 'Bank',
  accountNo: 'Account number',
  accountName: 'In the name of',
  npwp: 'NPWP',
  address: 'Address',
  field: 'What is corrected',
  before: 'Recorded now',
  after: 'Becomes',
  scopes: 'May read',
  addresses: 'From network addresses',
  validDays: 'Valid for',
  overlapHours: 'The old key stays valid for',
};

const FIELDS: Readonly<Record<string, string>> = {
  nik: 'NIK',
  name: 'Name',
  email: 'E-mail',
  nip: 'NIP',
  phone: 'Phone number',
};

const SCOPES: Readonly<Record<string, string>> = {
  'order.list': 'List of orders',
  'order.read': 'Content of orders',
  'file.read': 'Photos and files of orders',
  'paper.read': 'Papers of orders',
  'payment.list': 'List of payments',
  'payment.read': 'Content of payments',
  'budget.read': 'Budget and what is left of it',
};

export const en: typeof id = {
  what: (code: string) => WHAT[code] ?? code,
  field: (code: string) => FIELDS[code] ?? code,
  scope: (code: string) => SCOPES[code] ?? code,
  days: (count: string) => `${count} days`,
  hours: (count: string) => `${count} hours`,
  back: 'Back',
  reason: 'Reason',
  reasonHint: 'The reason is kept and can be read by auditors.',
  fillReason: 'Write a reason of at least 5 letters.',
  history: 'History',
  noHistory: 'Nothing is recorded yet.',
  bySystem: 'System',
  choose: 'Choose',
  name: 'Full name',
  nameHint: 'As on the identity card (KTP).',
  fillName: 'Enter the full name.',
  nik: 'NIK',
  nikHint: 'The 16 digits of the identity card.',
  fillNik: (digits: number) => (digits === 0 ? 'Enter the NIK.' : `A NIK has 16 digits. You entered ${digits}.`),
  nip: 'NIP',
  nipHint: '18 digits. Leave empty for people who are no civil servants.',
  nipHintNeeded: '18 digits. This office is for civil servants only.',
  fillNip: (digits: number) =>
    digits === 0
      ? 'Enter the NIP. This office is for civil servants only.'
      : `A NIP has 18 digits. You entered ${digits}.`,
  email: 'E-mail',
  emailHint: 'The invitation goes to this address. One person, one address.',
  fillEmail: 'Enter a valid address, such as name@office.go.id.',
  phone: 'Mobile number',
  phoneHint: 'Such as 0812 3456 7890.',
  fillPhone: 'Enter a mobile number that begins with 08.',
};
