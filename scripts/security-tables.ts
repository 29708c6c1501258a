/**
 * The tables of `docs/security`: how a row is read, and what it must show before it may say what it says. Pure: files are asked for
 * through `Tree`, so that a planted fault can be tried.
 */

/** What the checker may ask of the working copy. Paths start at the root and use `/`. */
export interface Tree {
  /** Text of a file; null when there is none. */
  read(path: string): string | null;
  /** Is there a file or a folder? */
  exists(path: string): boolean;
}

export interface Row {
  readonly line: number;
  readonly id: string;
  readonly status: string;
  readonly where: string;
  readonly note: string;
  /** ASVS only: `L1` or `L2`. */
  readonly level: string | null;
}

export interface Link {
  readonly line: number;
  /** As written, without the fragment. */
  readonly target: string;
  /** After `#`; null when there is none. */
  readonly fragment: string | null;
}

export interface TableRule {
  readonly file: string;
  /** Every id the table must have once, in any order; null where the page makes its own. */
  readonly ids: readonly string[] | null;
  /** Levels by id, when the table names them. */
  readonly levels?: ReadonlyMap<string, string>;
  readonly statuses: readonly string[];
}

/** Shortest note that can say why something does not apply or what is missing. */
const MIN_NOTE_CHARS = 6;

/** Rows of all tables of a page whose header has `id` and `status`. */
export function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let columns: readonly string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    if (!raw.startsWith('|')) {
      columns = [];
      continue;
    }
    const cells = cellsOf(raw);
    if (columns.length === 0) {
      columns = cells.map((cell) => cell.toLowerCase());
      continue;
    }
    if (!columns.includes('status') || !columns.includes('id') || cells.every((cell) => /^:?-+:?$/.test(cell)))
      continue;
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    rows.push({
      line: index + 1,
      id: cell('id'),
      status: cell('status'),
      where: cell('where'),
      note: cell('note'),
      level: columns.includes('level') ? cell('level') : null,
    });
  }
  return rows;
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/** Links and pictures of a page, code left out. A target in angle brackets may have spaces: `[x](<../a.test.ts#name of test>)`. */
export function linksOf(text: string): Link[] {
  const links: Link[] = [];
  let fenced = false;
  for (const [index, raw] of text.split('\n').entries()) {
    if (/^\s*```/.test(raw)) fenced = !fenced;
    if (fenced) continue;
    const line = raw.replace(/`[^`]*`/g, '');
    for (const [, bracketed, plain] of line.matchAll(/\]\((?:<([^>]*)>|([^()\s]+(?:\([^()]*\)[^()\s]*)*))\)/g)) {
      const whole = bracketed ?? plain ?? '';
      const hash = whole.indexOf('#');
      links.push({
        line: index + 1,
        target: hash < 0 ? whole : whole.slice(0, hash),
        fragment: hash < 0 ? null : whole.slice(hash + 1),
      });
    }
  }
  return links;
}

/** Path from the root of what a page links to; null when it leads out of the working copy or to another site. */
export function resolved(page: string, target: string): string | null {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return null;
  if (target === '') return page;
  const parts = target.startsWith('/') ? [] : page.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length === 0) return null;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join('/');
}

const isSite = (target: string): boolean => /^[a-z][a-z+.-]*:/i.test(target);
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const isCode = (path: string): boolean =>
  !isTest(path) &&
  /^(src|bank|web|migrations|scripts|deploy|\.ci)\/.+\.(ts|tsx|mjs|sql|html|sh|json|ya?ml)$/.test(path);

/** Titles of tests and of their groups; skipped and planned ones show nothing and are left out. */
export function titlesOf(test: string): string[] {
  const titles: string[] = [];
  for (const [, , title] of test.matchAll(/\b(?:it|test|describe)\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g)) {
    titles.push((title ?? '').replaceAll(/\\(['"`])/g, '$1'));
  }
  return titles;
}

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const headingsOf = (page: string): string[] =>
  [...page.matchAll(/^#{1,6} (.+)$/gm)].map(([, text]) => anchorOf(text ?? ''));

/** Links of a page that lead nowhere: no such file, no such heading, no test of that name, no such text in the code. */
export function deadLinks(page: string, tree: Tree): string[] {
  const text = tree.read(page);
  if (text === null) return [`${page}: missing`];
  return linksOf(text).flatMap((link) => {
    if (isSite(link.target)) return [];
    const path = resolved(page, link.target);
    const at = `${page}:${link.line}`;
    if (path === null || !tree.exists(path)) return [`${at}: ${link.target} does not exist`];
    if (link.fragment === null) return [];
    const there = tree.read(path) ?? '';
    const fragment = decoded(link.fragment);
    if (path.endsWith('.md')) {
      return headingsOf(there).includes(fragment) ? [] : [`${at}: ${path} has no heading #${fragment}`];
    }
    const found = isTest(path) ? titlesOf(there).some((title) => title.includes(fragment)) : there.includes(fragment);
    return found ? [] : [`${at}: ${path} has no ${isTest(path) ? 'test named' : 'text'} “${fragment}”`];
  });
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Everything wrong with a table: ids, statuses, and rows that claim more than they show. Links are `deadLinks`' matter. */
export function faultsOfTable(rule: TableRule, text: string): string[] {
  const rows = rowsOf(text);
  const faults: string[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) seen.set(row.id, (seen.get(row.id) ?? 0) + 1);
  for (const id of rule.ids ?? seen.keys()) {
    const times = seen.get(id) ?? 0;
    if (times !== 1) faults.push(`${rule.file}: ${id} is there ${times} times, not once`);
  }
  const known = new Set(rule.ids ?? seen.keys());
  for (const row of rows) {
    const at = `${rule.file}:${row.line}: ${row.id}`;
    if (!known.has(row.id)) faults.push(`${at} is no id of this table`);
    const level = rule.levels?.get(row.id);
    if (level !== undefined && row.level !== level) faults.push(`${at} says ${row.level}, the standard says ${level}`);
    if (!rule.statuses.includes(row.status)) {
      faults.push(`${at} has status “${row.status}”, not one of: ${rule.statuses.join(', ')}`);
    } else if (row.status === 'met') faults.push(...faultsOfMet(rule.file, row, at));
    else if (row.note.length < MIN_NOTE_CHARS)
      faults.push(`${at} is ${row.status}; its note must say ${NOTE[row.status] ?? 'why'}`);
  }
  return faults;
}

const NOTE: Readonly<Record<string, string>> = {
  'n.a.': 'why it does not apply',
  open: 'what is missing',
  operator: 'what the operator does',
  bank: 'what the bank does',
};

function faultsOfMet(page: string, row: Row, at: string): string[] {
  const paths = linksOf(row.where).map(({ target }) => resolved(page, target) ?? '');
  const faults: string[] = [];
  if (!paths.some(isCode)) faults.push(`${at} is met, but links no code`);
  if (!paths.some(isTest)) faults.push(`${at} is met, but links no test`);
  return faults;
}

/** How many rows have each status, in the order of `statuses`. */
export function countsOf(statuses: readonly string[], text: string): number[] {
  const rows = rowsOf(text);
  return statuses.map((status) => rows.filter((row) => row.status === status).length);
}
