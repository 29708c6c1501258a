/** Every English table in one file, which readers of English alone fetch: `orders/tasks` names that of web/orders/tasks. */
const found = import.meta.glob<object>('/**/words.en.ts', { eager: true, import: 'en' });

export const english: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(found).map(([path, table]) => [path.slice(1, -'/words.en.ts'.length), table]),
);
