/**
 * Why each script is on our pages, and who answers for it (PCI DSS 4.0.1, 6.4.3: every script of a payment page is authorised,
 * its integrity assured, and listed with a written justification). A script made of anything that is not named here stops the build.
 */
export interface Purpose {
  /** Begins the path of the module inside the project, or names a package. */
  readonly from: string;
  readonly why: string;
  readonly owner: string;
}

const rooms: readonly Purpose[] = [
  { from: 'web/home', why: 'Start page and the demo', owner: 'web' },
  { from: 'web/identity', why: 'Sign-in, activation, lost passwords', owner: 'identity' },
  { from: 'web/security', why: "One's own factors and devices", owner: 'identity' },
  { from: 'web/people', why: 'Offices, officials and vendors', owner: 'people' },
  { from: 'web/integrations', why: 'Keys of an office for its own systems', owner: 'identity' },
  { from: 'web/vendors', why: 'Vendors: registration, verification, papers', owner: 'organisation' },
  { from: 'web/privacy', why: "One's own data: shown, exported, corrected, erased", owner: 'privacy' },
  { from: 'web/kit', why: 'The kit of parts on one page', owner: 'web' },
  { from: 'web/shop', why: 'Catalogue, product, cart', owner: 'catalogue' },
  { from: 'web/buying', why: 'Checkout and negotiation', owner: 'purchasing' },
  { from: 'web/orders', why: 'Orders and tasks', owner: 'purchasing' },
  { from: 'web/payment', why: 'Payments and cards: shows them and leads to the page of the bank', owner: 'payment' },
  { from: 'web/card', why: 'Government cards: limits, monthly bill, QR of QRIS; never a card number', owner: 'card' },
  { from: 'web/tax', why: 'Taxes kept back: deposits, slips, returns', owner: 'tax' },
  { from: 'web/treasury', why: 'Petty cash from the State: asked for, received, replaced', owner: 'treasury' },
  { from: 'web/reconciliation', why: 'Statement and closing of the treasurer’s account', owner: 'reconciliation' },
  { from: 'web/budget', why: 'Lines of the budget', owner: 'budget' },
  { from: 'web/shared', why: 'Parts that every screen uses: frame, words, client of the API', owner: 'web' },
  { from: 'web/main.tsx', why: 'Starts the app', owner: 'web' },
  { from: 'web/router.tsx', why: 'Which address shows which screen', owner: 'web' },
  { from: 'web/index.html', why: 'The page that all screens live on', owner: 'web' },
  { from: 'src/kernel', why: 'Money, dates and amounts in words, the same as on the server', owner: 'kernel' },
  {
    from: 'src/regulation/banks.ts',
    why: 'Banks to choose from, and how long their account numbers are',
    owner: 'regulation',
  },
  { from: 'src/regulation/types.ts', why: 'Shape of the list of banks', owner: 'regulation' },
];

const packages: readonly Purpose[] = [
  { from: 'react', why: 'Draws the screens', owner: 'web' },
  { from: 'react-dom', why: 'Draws the screens', owner: 'web' },
  { from: 'scheduler', why: 'Part of react-dom', owner: 'web' },
  { from: 'use-sync-external-store', why: 'Part of the router', owner: 'web' },
  { from: '@tanstack/', why: 'Addresses of screens; answers of the API kept while they are fresh', owner: 'web' },
  { from: 'openapi-fetch', why: 'Typed client of the API', owner: 'web' },
  { from: '@tabler/icons-react', why: 'Icons', owner: 'web' },
  { from: '@simplewebauthn/browser', why: 'Passkeys: speaks to the authenticator', owner: 'identity' },
  { from: 'vite', why: 'Loads the scripts of a screen when it is first opened', owner: 'web' },
];

/** Screens that show payments or lead to the page where the bank takes the card. */
export const PAYMENT_ROOMS: readonly string[] = ['web/payment', 'web/orders', 'web/buying'];

/** What the module is there for. Throws when nobody has said. */
export function purposeOf(module: string): Purpose {
  const package_ = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1];
  const known = package_
    ? packages.find(({ from }) => (from.endsWith('/') ? package_.startsWith(from) : package_ === from))
    : rooms.find(({ from }) => module === from || module.startsWith(`${from}/`));
  if (!known) throw new Error(`${module} has no purpose: say in web/build/purposes.ts why its script is on our pages`);
  return package_ ? { ...known, from: package_ } : known;
}
