/** What was done on the page. */
export type CheckoutDone = 'checkout' | 'sendBack' | 'setDetails';
