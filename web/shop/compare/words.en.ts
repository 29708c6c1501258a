import type { id } from './words.id.ts';

export const en: typeof id = {
  title: 'Compare goods',
  lead: (count) => `${count} items beside each other. Units and contents may differ; read before you choose.`,
  table: 'Comparison of goods',
  goods: 'Item',
  price: 'Price',
  cheapest: 'Cheapest',
  shop: 'Shop',
  esteem: 'Rating and sales',
  stock: 'Stock',
  minOrder: 'Smallest order',
  delivery: 'Expected arrival',
  rails: 'Means of payment',
  remove: 'Remove',
  removeNamed: (name) => `Remove: ${name}`,
  none: '–',
  noneRead: 'none',
  emptyTitle: 'Nothing to compare yet.',
  emptyText: 'Press Compare on two to four goods in the catalogue.',
  oneMore: 'Add one more item so that there is something to compare.',
  toCatalogue: 'Open the catalogue',
  missing: (count) =>
    count === 1 ? '1 item is no longer in the catalogue.' : `${count} items are no longer in the catalogue.`,
};
