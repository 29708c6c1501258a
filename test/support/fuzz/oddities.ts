/** Values that programs stumble over. */
import type { Chance } from './chance.ts';

export const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  '\n',
  '0',
  '-1',
  'null',
  'undefined',
  'true',
  '[object Object]',
  // SQL
  "' OR '1'='1",
  "'; DROP TABLE identity.person; --",
  "1' UNION SELECT password_hash FROM identity.credential --",
  '$1',
  '%',
  '_',
  '\\',
  // markup and templates
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  `{{7*7}}${'$'}{7*7}<%= 7*7 %>#{7*7}`,
  'javascript:alert(1)',
  // paths and commands
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd\u0000.png',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  '$(id)',
  '`id`',
  '| id',
  // lines and protocols
  'a\r\nSet-Cookie: x=1',
  'a\u0000b',
  '\u0000',
  // writing
  '\ud800',
  'a\udc00b',
  '\ufeff\u200b\u202egnp.exe',
  'İıſK',
  '\u0130'.repeat(40),
  '𝕬𝖘𝖙𝖗𝖆𝖑 👩‍👩‍👧‍👦🇮🇩',
  'Z̵͎̓a̴͝l̸g̷o',
  'ﷺ'.repeat(30),
  // numbers and dates
  '1e309',
  'NaN',
  'Infinity',
  '-0',
  '0x10',
  '９９９',
  '9'.repeat(18),
  '9'.repeat(40),
  '00000000000000000001',
  '1.5',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '+275760-09-13',
  '-271821-04-20',
  '2026-11-24T25:61:61Z',
  '24-11-2026',
  // identifiers
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '0000000-0000-4000-8000-00000000000g',
  '__proto__',
  'constructor',
  'toString',
  'e30',
  'W10',
  'WyJhIiwiYiJd',
  'WyIyMDI2LTExLTI0VDAwOjAwOjAwLjAwMFoiLCJ4Il0',
];

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  5e-324,
  [],
  {},
  [[]],
  [null],
  { $: '1' },
  { $: 'x' },
  { length: 1 },
  { toString: 1 },
  Object.fromEntries([['then', 1]]),
  { constructor: { name: 'x' } },
];

export function oddText(chance: Chance): string {
  if (chance.often(0.06)) return chance.pick(['a', '9', 'é', '🙂', ' ', '<']).repeat(1 + chance.int(60_000));
  if (chance.often(0.1)) return chance.pick(ODD_TEXTS) + chance.pick(ODD_TEXTS);
  return chance.pick(ODD_TEXTS);
}

export function oddValue(chance: Chance): unknown {
  if (chance.often(0.5)) return oddText(chance);
  if (chance.often(0.05)) return nested(chance, 1 + chance.int(60));
  if (chance.often(0.05)) return Array.from({ length: chance.int(3_000) }, () => chance.pick(ODD_VALUES));
  return chance.pick(ODD_VALUES);
}

function nested(chance: Chance, depth: number): unknown {
  let value: unknown = chance.pick(ODD_VALUES);
  for (let i = 0; i < depth; i += 1) value = chance.often(0.5) ? [value] : { a: value };
  return value;
}

/** The same body with one thing or a few that do not belong. */
export function spoilt(chance: Chance, value: unknown): unknown {
  if (chance.often(0.12)) return oddValue(chance);
  if (Array.isArray(value)) {
    if (value.length === 0 || chance.often(0.3)) return [...value, oddValue(chance)];
    return value.map((one) => (chance.often(0.5) ? spoilt(chance, one) : one));
  }
  if (typeof value !== 'object' || value === null) return oddValue(chance);
  const entries = Object.entries(value);
  const what = chance.int(10);
  if (entries.length === 0 || what === 0) return { ...value, [oddText(chance).slice(0, 200)]: oddValue(chance) };
  const at = chance.int(entries.length);
  if (what === 1) return Object.fromEntries(entries.filter((_, i) => i !== at));
  return Object.fromEntries(entries.map(([name, one], i) => [name, i === at ? spoilt(chance, one) : one]));
}
