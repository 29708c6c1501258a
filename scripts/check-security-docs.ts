/**
 * Part of `npm test`: the tables of `docs/security` name every requirement once, claim nothing that no code and no test shows, and no
 * link of ours is dead. `--write` also writes the counts into `docs/security/README.md`.
 */
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countsOf, deadLinks, faultsOfTable, type TableRule, type Tree } from './security-tables.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = 'docs/security';
const INDEX = `${FOLDER}/README.md`;
/** Pages whose links must lead somewhere. */
const PAGES = ['*.md', 'docs/**/*.md'];

const OURS = ['met', 'n.a.', 'open'] as const;
/** With duties that no program can take from whoever runs it, or from the bank. */
const SHARED = [...OURS, 'operator', 'bank'] as const;

const numbers = (chapter: number, last: number): string[] =>
  Array.from({ length: last }, (_, index) => `${chapter}.${index + 1}`);

/** Sections of PCI DSS 4.0.1: how many each of the twelve requirements has. */
const PCI_SECTIONS = [5, 3, 7, 2, 4, 5, 3, 6, 5, 7, 6, 10].flatMap((last, index) => numbers(index + 1, last));

/** Of SAQ A for 4.0.1 (r1, January 2025), and the ones of a payment page, of passwords and of logs that we hold ourselves to beside it. */
const PCI_DEFINED =
  `2.2.2 3.1.1 3.2.1 6.3.1 6.3.2 6.3.3 6.4.3 8.2.1 8.2.2 8.2.4 8.2.5 8.2.6 8.2.8 8.3.1 8.3.2 8.3.3 8.3.4 8.3.5 8.3.6 8.3.7 8.3.8 8.3.9
  8.3.10.1 8.3.11 8.4.2 8.5.1 8.6.1 8.6.2 8.6.3 9.4.1 9.4.1.1 9.4.2 9.4.3 9.4.4 9.4.6 10.2.1 10.2.1.1 10.2.1.2 10.2.1.3 10.2.1.4 10.2.1.5 10.2.1.6
  10.2.1.7 10.2.2 10.3.1 10.3.2 10.3.3 10.3.4 10.4.1 10.4.1.1 10.5.1 10.6.1 10.6.2 10.6.3 10.7.2 10.7.3 11.3.2 11.3.2.1 11.6.1 12.3.1 12.8.1 12.8.2
  12.8.3 12.8.4 12.8.5 12.10.1`.split(/\s+/);

/** ISO/IEC 27001:2022 Annex A: organisational, people, physical, technological. */
const ISO_CONTROLS = [...numbers(5, 37), ...numbers(6, 8), ...numbers(7, 14), ...numbers(8, 34)];

/** Articles of UU 27/2022 that give a person a right or a controller or processor a duty. */
const PDP_ARTICLES = Array.from({ length: 52 }, (_, index) => String(index + 5));

export function tablesOf(tree: Tree): TableRule[] {
  const asvs = JSON.parse(tree.read(`${FOLDER}/asvs-ids.json`) ?? '{}') as Record<string, number>;
  return [
    {
      file: `${FOLDER}/asvs.md`,
      ids: Object.keys(asvs),
      levels: new Map(Object.entries(asvs).map(([id, level]) => [id, `L${level}`])),
      statuses: OURS,
    },
    { file: `${FOLDER}/threat-model.md`, ids: null, statuses: SHARED },
    { file: `${FOLDER}/pci-dss.md`, ids: [...PCI_DEFINED, ...PCI_SECTIONS], statuses: SHARED },
    { file: `${FOLDER}/iso27001.md`, ids: ISO_CONTROLS, statuses: SHARED },
    { file: `${FOLDER}/uu-pdp.md`, ids: PDP_ARTICLES, statuses: SHARED },
  ];
}

/** Every fault of the tables and links, as `file:line: what`. */
export function faultsOf(tree: Tree, pages: readonly string[]): string[] {
  const tables = tablesOf(tree).flatMap((rule) => faultsOfTable(rule, tree.read(rule.file) ?? ''));
  return [...tables, ...pages.flatMap((page) => deadLinks(page, tree))];
}

const MARK = /(<!-- counts -->\n)[\s\S]*?(<!-- \/counts -->)/;

/** The index with the counts of every table in it. */
export function withCounts(index: string, tree: Tree): string {
  const lines = tablesOf(tree).map(({ file, statuses }) => {
    const counts = countsOf(SHARED, tree.read(file) ?? '');
    const cells = SHARED.map((status, place) => (statuses.includes(status) ? String(counts[place]) : '–'));
    const total = counts.reduce((sum, one) => sum + one, 0);
    return `| [${file.slice(FOLDER.length + 1)}](${file.slice(FOLDER.length + 1)}) | ${[...cells, total].join(' | ')} |`;
  });
  const head = [`| table | ${SHARED.join(' | ')} | rows |`, `|---|${SHARED.map(() => '---:|').join('')}---:|`];
  return index.replace(MARK, (_, open, close) => `${open}${[...head, ...lines].join('\n')}\n${close}`);
}

export const workingCopy: Tree = {
  read(path) {
    const file = join(ROOT, path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : null;
  },
  exists: (path) => existsSync(join(ROOT, path)),
};

export const pagesOf = (): string[] =>
  globSync(PAGES, { cwd: ROOT })
    .map((page) => page.replaceAll('\\', '/'))
    .sort();

if (import.meta.main) {
  const index = workingCopy.read(INDEX) ?? '';
  const counted = withCounts(index, workingCopy);
  if (process.argv.includes('--write')) writeFileSync(join(ROOT, INDEX), counted);
  const faults = faultsOf(workingCopy, pagesOf());
  if (counted !== index && !process.argv.includes('--write')) {
    faults.push(`${INDEX}: counts are behind the tables. Run: node scripts/check-security-docs.ts --write`);
  }
  for (const fault of faults) console.error(fault);
  console.log(`${pagesOf().length} pages, ${tablesOf(workingCopy).length} tables, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
