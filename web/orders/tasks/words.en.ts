import type { id } from './words.id.ts';

export const en: typeof id = {
  title: 'My tasks',
  today: 'Due today',
  next: 'Next',
  waiting: 'Waiting for others',
  none: 'No tasks.',
  noneText: 'We will tell you when something waits for you.',
  lastDone: (title, number) => `Last completed: ${title} (${number}).`,
  noneToday: 'Nothing is due today.',
  waitsFor: (who) => `waiting for ${who}`,
  since: 'since',
  open: 'Open',
  toOrders: 'See orders',
  toCatalogue: 'Search goods',
  toIncome: 'See money',
  toPayments: 'See payments',
  toDeliveries: 'See deliveries',
};
