import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { faultsOf, pagesOf, tablesOf, withCounts, workingCopy } from '../scripts/check-security-docs.ts';
import {
  countsOf,
  deadLinks,
  faultsOfTable,
  linksOf,
  rowsOf,
  type TableRule,
  type Tree,
  titlesOf,
} from '../scripts/security-tables.ts';

const CODE = '[bolt](../../src/bolt.ts)';
const TEST = '[bolt](<../../src/bolt.test.ts#holds the door, “always”>)';
const tree = (page: string): Tree => {
  const files: Readonly<Record<string, string>> = {
    'docs/security/doors.md': page,
    'docs/why.md': '# Why\n\n## The bolt, and its [key](key.md)\n',
    'src/bolt.ts': 'export const bolt = 1;\n',
    'src/bolt.test.ts':
      "describe('a bolt', () => {\n  it(\n    'holds the door, “always”',\n  );\n  it.skip('opens', () => {});\n});\n",
  };
  return { read: (path) => files[path] ?? null, exists: (path) => path in files || path === 'src' };
};
const rule: TableRule = {
  file: 'docs/security/doors.md',
  ids: ['V1.1.1', 'V1.1.2'],
  levels: new Map([['V1.1.1', 'L1']]),
  statuses: ['met', 'n.a.', 'open'],
};
const table = (...rows: readonly string[]): string =>
  ['| id | level | in our words | status | where | note |', '|---|---|---|---|---|---|', ...rows].join('\n');
const sound = table(
  `| V1.1.1 | L1 | bolted | met | ${CODE} ${TEST} | |`,
  '| V1.1.2 | L2 | barred | n.a. | | there is no window to bar |',
);
const faults = (page: string) => [...faultsOfTable(rule, page), ...deadLinks(rule.file, tree(page))];

describe('the checker of the security tables', () => {
  it('finds nothing wrong with a sound table', () => assert.deepEqual(faults(sound), []));

  const planted: readonly [string, string, RegExp][] = [
    [
      'a requirement that is missing',
      table(`| V1.1.1 | L1 | x | met | ${CODE} ${TEST} | |`),
      /V1\.1\.2 is there 0 times/,
    ],
    [
      'a requirement that comes twice',
      `${sound}\n| V1.1.2 | L2 | x | open | | still to be built |`,
      /V1\.1\.2 is there 2 times/,
    ],
    [
      'a requirement that the standard does not have',
      `${sound}\n| V1.1.9 | L2 | x | open | | still to be built |`,
      /no id of this table/,
    ],
    ['another level than the standard’s', sound.replace('| L1 |', '| L2 |'), /says L2, the standard says L1/],
    ['a status that is none', sound.replace('| met |', '| done |'), /status “done”/],
    ['met without a test', sound.replace(TEST, ''), /links no test/],
    ['met without code', sound.replace(CODE, ''), /links no code/],
    ['met by a page alone', sound.replace(`${CODE} ${TEST}`, '[why](../why.md)'), /links no code/],
    ['met by a skipped test', sound.replace('holds the door, “always”', 'opens'), /no test named “opens”/],
    ['n.a. without a reason', sound.replace('there is no window to bar', ''), /must say why/],
    [
      'open without what is missing',
      sound.replace('| n.a. |', '| open |').replace('there is no window to bar', '–'),
      /what is missing/,
    ],
    ['a dead link', sound.replace('bolt.ts', 'bolts.ts'), /bolts\.ts does not exist/],
    ['a link out of the working copy', `${sound}\n\n[x](../../../etc/passwd)`, /does not exist/],
    ['a test of another name', sound.replace('holds the door', 'opens the door'), /no test named/],
    ['a heading that is not there', `${sound}\n\n[x](../why.md#the-hinge)`, /no heading #the-hinge/],
    ['a text that the code does not have', sound.replace('bolt.ts)', 'bolt.ts#hinge)'), /no text “hinge”/],
  ];
  for (const [what, page, expected] of planted) {
    it(`finds ${what}`, () => assert.match(faults(page).join('\n'), expected));
  }

  it('lets a page make its own ids, each once', () => {
    const own = { ...rule, ids: null };
    assert.deepEqual(faultsOfTable(own, sound), []);
    assert.match(faultsOfTable(own, `${sound}\n${sound.split('\n')[3]}`).join(), /V1\.1\.2 is there 2 times/);
  });

  it('reads headings, other sites, angle brackets and code as they are meant', () => {
    const page =
      '[a](../why.md#the-bolt-and-its-key) [b](https://example.org/x) `[c](nowhere.md)`\n```\n[d](nowhere.md)\n```\n';
    assert.deepEqual(deadLinks(rule.file, tree(page)), []);
    assert.deepEqual(linksOf('[x](<a b.ts#c d>)'), [{ line: 1, target: 'a b.ts', fragment: 'c d' }]);
    assert.deepEqual(titlesOf('it("it\\"s", f); test(`two`, f); it.todo("three")'), ['it"s', 'two']);
    assert.equal(rowsOf('| a | b |\n|---|---|\n| 1 | 2 |').length, 0);
    assert.deepEqual(countsOf(['met', 'open'], sound), [1, 0]);
  });
});

describe('the tables of docs/security', () => {
  it('claim nothing that no code and no test shows, and have no dead link', () => {
    assert.deepEqual(faultsOf(workingCopy, pagesOf()), []);
  });

  it('are counted in the index as they are', () => {
    const index = workingCopy.read('docs/security/README.md') ?? '';
    assert.match(index, /<!-- counts -->/);
    assert.equal(withCounts(index, workingCopy), index);
  });

  it('name all 253 requirements of level 1 and 2 of ASVS 5.0.0', (t) => {
    const ids = tablesOf(workingCopy).find(({ file }) => file.endsWith('asvs.md'))?.levels ?? new Map();
    assert.equal(ids.size, 253);
    assert.equal([...ids.values()].filter((level) => level === 'L1').length, 70);
    const published = new URL('../../shared/domain/asvs/asvs-5.0.0.csv', import.meta.url);
    if (!existsSync(published)) return t.skip('⚠ SKIPPED: the published list is not beside the repository');
    const lines = readFileSync(published, 'utf8').matchAll(/^V\d+,.*?,(V\d+\.\d+\.\d+),[\s\S]*?,([123])\r?$/gm);
    const expected = [...lines].map(([, id, level]) => [id, `L${level}`]).filter(([, level]) => level !== 'L3');
    assert.deepEqual([...ids], expected);
  });
});
