import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { advisoriesOf, auditOf, DAYS, findingsOf, type Known, SEVERITIES } from '../scripts/supply/advisories.ts';
import { readLock } from '../scripts/supply/lock.ts';
import { comparedVersions, inRange } from '../scripts/supply/range.ts';

const root = join(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'digipay-advisories-'));
after(() => rmSync(home, { recursive: true, force: true }));

const osv = (over: object = {}) => ({
  id: 'GHSA-aaaa-bbbb-cccc',
  summary: 'planted',
  published: '2026-10-01T00:00:00Z',
  affected: [
    {
      package: { ecosystem: 'npm', name: 'kiriman' },
      ranges: [
        {
          type: 'SEMVER',
          events: [{ introduced: '0' }, { fixed: '1.4.2' }, { introduced: '2.0.0' }, { fixed: '2.1.0' }],
        },
      ],
    },
  ],
  database_specific: { severity: 'HIGH' },
  ...over,
});
const github = {
  ghsa_id: 'GHSA-dddd-eeee-ffff',
  summary: 'planted',
  severity: 'medium',
  published_at: '2026-11-01T00:00:00Z',
  withdrawn_at: null,
  vulnerabilities: [{ package: { ecosystem: 'npm', name: 'kiriman' }, vulnerable_version_range: '>= 1.0.0, < 1.4.2' }],
};
const at = (version: string, name = 'kiriman') => [{ name, version }];
const stateOf = (json: unknown, version: string, today: string, known: readonly Known[] = []) =>
  findingsOf(at(version), advisoriesOf(json), known, today).map(({ state, due }) => `${state} ${due}`);

describe('versions and ranges of advisories', () => {
  it('are ordered as SemVer says', () => {
    const order = ['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11'];
    const rising = [...order, '1.0.0-rc.1', '1.0.0', '1.2.0', '1.10.0', '2.0.0'];
    for (const [index, one] of rising.entries())
      for (const [other, two] of rising.entries())
        assert.equal(Math.sign(comparedVersions(one, two)), Math.sign(index - other), `${one} ${two}`);
    assert.equal(comparedVersions('1.0.0+build', '1.0.0'), 0);
  });

  it('hold what they say and nothing beside it', () => {
    const range = '>= 1.0.0, < 1.4.2 || = 2.0.0';
    for (const inside of ['1.0.0', '1.4.1', '2.0.0']) assert.ok(inRange(inside, range), inside);
    for (const outside of ['0.9.9', '1.4.2', '2.0.1', '1.0.0-rc.1']) assert.ok(!inRange(outside, range), outside);
    assert.ok(inRange('7.0.0', '*') && inRange('1.2.3', '<2') && !inRange('2.0.0', '<2'));
    // What is not understood is not called safe.
    for (const odd of ['', '^1.0.0', '1.x', '>= banana', '1.0.0 - 2.0.0'])
      assert.throws(() => inRange('1.0.0', odd), RangeError);
  });
});

describe('published advisories', () => {
  it('are found where they reach us: planted ones, in each form', () => {
    const today = '2026-11-24';
    for (const version of ['0.1.0', '1.4.1', '2.0.9']) assert.equal(stateOf(osv(), version, today).length, 1, version);
    for (const version of ['1.4.2', '1.9.0', '2.1.0']) assert.deepEqual(stateOf(osv(), version, today), [], version);
    assert.equal(stateOf(github, '1.4.1', today).length, 1);
    assert.deepEqual(stateOf(github, '1.4.2', today), []);
    assert.deepEqual(findingsOf(at('1.4.1', 'lain'), advisoriesOf([osv(), github]), [], today), []);
    assert.deepEqual(stateOf(osv({ withdrawn: '2026-10-02T00:00:00Z' }), '1.4.1', today), []);
    assert.throws(() => advisoriesOf({ id: 'x' }), /neither/);
  });

  it('are held against the times that are written down', () => {
    assert.deepEqual(stateOf(osv(), '1.4.1', '2026-10-31'), ['open 2026-10-31']);
    assert.deepEqual(stateOf(osv(), '1.4.1', '2026-11-01'), ['overdue 2026-10-31']);
    assert.deepEqual(stateOf(osv({ database_specific: { severity: 'CRITICAL' } }), '1.4.1', '2026-10-09'), [
      'overdue 2026-10-08',
    ]);
    assert.deepEqual(
      stateOf(osv({ database_specific: {} }), '1.4.1', '2026-10-09'),
      ['overdue 2026-10-08'],
      'unjudged',
    );
    assert.deepEqual(stateOf(github, '1.4.1', '2026-11-24'), ['open 2027-01-30']);
    const page = readFileSync(join(root, 'docs/security/maintenance.md'), 'utf8');
    for (const severity of SEVERITIES.slice(1))
      assert.match(page, new RegExp(`${severity}[^|\\n]*\\| ${DAYS[severity]} days`));
  });

  it('count one level higher where strangers’ bytes are decoded', () => {
    const json = JSON.parse(JSON.stringify(osv()).replaceAll('kiriman', 'fastify'));
    const [found] = findingsOf(at('1.4.1', 'fastify'), advisoriesOf(json), [], '2026-10-05');
    assert.equal(found?.severity, 'critical');
  });

  it('are set aside with a reason only until they are looked at again', () => {
    const note = { id: 'GHSA-aaaa-bbbb-cccc', seen: '2026-10-02', reason: 'not called', again: '2026-12-31' };
    assert.deepEqual(stateOf(osv(), '1.4.1', '2026-12-31', [note]), ['explained 2026-10-31']);
    assert.deepEqual(stateOf(osv(), '1.4.1', '2027-01-01', [note]), ['overdue 2026-10-31']);
    const { reason: _, ...seen } = note;
    assert.deepEqual(stateOf(osv(), '1.4.1', '2026-11-24', [seen]), ['overdue 2026-10-31']);
  });

  it('of npm have no date: due at once unless it was written down when they were seen', () => {
    const via = {
      source: 1,
      name: 'kiriman',
      title: 'planted',
      url: 'https://x/GHSA-aaaa-bbbb-cccc',
      severity: 'high',
      range: '<1.4.2',
    };
    const audit = auditOf({
      auditReportVersion: 2,
      vulnerabilities: { kiriman: { via: [via] }, atas: { via: ['kiriman'] } },
    });
    assert.ok(audit);
    const states = (known: Known[]) => findingsOf(at('1.4.1'), audit, known, '2026-11-24').map(({ state }) => state);
    assert.deepEqual(states([]), ['overdue']);
    assert.deepEqual(states([{ id: 'GHSA-aaaa-bbbb-cccc', seen: '2026-11-20' }]), ['open']);
    assert.equal(auditOf({ message: '405 Method Not Allowed' }), null);
  });
});

describe('npm run advisories', () => {
  const { packages } = readLock();
  const version = packages.find(({ name, uses }) => name === 'pg' && uses.includes('server'))?.version ?? '';
  const run = (args: string[], npm = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/advisories.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: npm },
    });
    return { status, said: stdout + stderr };
  };
  const file = (name: string, text: string) => {
    writeFileSync(join(home, name), text);
    return join(home, name);
  };
  const planted = (fixed: string, name = 'pg') =>
    JSON.stringify(
      osv({
        affected: [
          {
            package: { ecosystem: 'npm', name },
            ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
          },
        ],
      }),
    );

  it('fails on a weakness that is known for too long, and on nothing else', () => {
    const bad = run(['--file', file('bad.json', planted('999.0.0'))]);
    assert.equal(bad.status, 1, bad.said);
    assert.match(
      bad.said,
      new RegExp(`overdue: high pg ${version.replaceAll('.', '\\.')} GHSA-aaaa-bbbb-cccc until 2026-10-31`),
    );
    const mended = run(['--file', file('good.json', planted(version))]);
    assert.equal(mended.status, 0, mended.said);
    assert.match(mended.said, /1 advisories, 0 reach us/);
    // What only our own tests run is not shipped.
    assert.equal(run(['--file', file('dev.json', planted('999.0.0', 'fast-check'))]).status, 0);
  });

  it('asks the registry, and says so when it could ask nobody', () => {
    const via = { source: 1, name: 'pg', title: 'planted', url: '', severity: 'critical', range: '<999.0.0' };
    const answers = (json: object) => file('npm.cjs', `console.log(${JSON.stringify(JSON.stringify(json))})`);
    const found = run([], answers({ auditReportVersion: 2, vulnerabilities: { pg: { via: [via] } } }));
    assert.equal(found.status, 1, found.said);
    assert.equal(run([], answers({ auditReportVersion: 2, vulnerabilities: {} })).status, 0);
    for (const mute of [answers({ message: '405' }), file('silent.cjs', ''), join(home, 'none.cjs')]) {
      const { status, said } = run([], mute);
      assert.deepEqual([status, /NOBODY WAS ASKED/.test(said)], [2, true], mute);
    }
  });
});
