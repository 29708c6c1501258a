import type { id } from './words.id.ts';

export const en: typeof id = {
  title: 'Buying and paying for government work units, without cash',
  lead: 'Work units order from small vendors nearby and pay by bank transfer (CMS) or government credit card (KKP).',
  catalogue: 'Search the catalogue',
  searchLabel: 'Name of goods, shop or category',
  search: 'Search',
  promises: [
    {
      title: 'One story, from search to report',
      text: 'Order, approval, receipt, tax and payment are recorded on one page.',
    },
    {
      title: 'Always clear whose turn it is',
      text: 'Every page says where the order stands, who holds it, and until when.',
    },
    {
      title: 'Every rupiah can be followed',
      text: 'Papers and records are sealed. Anyone can verify them without having to trust us.',
    },
  ],
  sell: 'Run a shop? Register as a vendor',
  demoTitle: 'Start the demo',
  demoLead: 'All data and money here are samples. Choose a person, sign in as that person, then do the next step.',
  demoUnavailable: 'The demo data could not be fetched. You can still search the catalogue.',
  tryAgain: 'Try again',
  nextStep: (step) => `Next step: number ${step}`,
  groups: {
    story: 'The people of this story',
    shops: 'Shops of vendors',
    others: 'Another office',
    treasury: 'Treasury and auditors',
  },
  storyTitle: 'The story of one purchase',
  storyDone: 'The story is complete: the order is paid and booked. You can start a new order.',
  email: 'E-mail',
  password: 'Password',
  code: 'Code',
  validFor: (seconds) => `valid for ${seconds} s`,
  signInAs: (name) => `Sign in as ${name}`,
};
