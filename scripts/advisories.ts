/**
 * `npm run advisories`: compares what is shipped with published advisories, and with the times of docs/security/maintenance.md. Asks the
 * npm registry, or reads `--file advisories.json` (one or many, OSV or GitHub). Ends with 1 when a weakness is known for longer
 * than that, and with 2 when there was nobody to ask: then nothing is known, neither good nor bad.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Advisory, advisoriesOf, auditOf, findingsOf, type Known, lineOf } from './supply/advisories.ts';
import { readLock } from './supply/lock.ts';

const ROOT = join(import.meta.dirname, '..');
const PATIENCE_MS = 60_000;

const { values } = parseArgs({ options: { file: { type: 'string', multiple: true }, lock: { type: 'string' } } });

/** Null when the registry gave no answer that tells anything. What goes to browsers is a development package to npm: all are asked about. */
function asked(): Advisory[] | null {
  const npm = process.env.npm_execpath;
  const [program, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm];
  const done = spawnSync(program ?? 'npm', [...first, 'audit', '--json', '--package-lock-only'], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: PATIENCE_MS,
  });
  try {
    return auditOf(JSON.parse(done.stdout));
  } catch {
    return null;
  }
}

const advisories =
  values.file === undefined
    ? asked()
    : values.file.flatMap((file) => advisoriesOf(JSON.parse(readFileSync(file, 'utf8'))));
if (advisories === null) {
  console.error('✖ NOBODY WAS ASKED: the registry does not answer questions about advisories. Nothing is known.');
  console.error(
    '  Fetch advisories elsewhere (osv.dev, github.com/advisories) and run: npm run advisories -- --file FILE',
  );
  process.exit(2);
}
const { packages } = readLock(values.lock === undefined ? undefined : readFileSync(values.lock, 'utf8'));
const shipped = packages.filter(({ uses }) => uses.includes('server') || uses.includes('browser'));
const known = JSON.parse(readFileSync(join(ROOT, 'docs/security/weaknesses.json'), 'utf8')) as Known[];
const today = new Date().toISOString().slice(0, '2026-11-24'.length);
const findings = findingsOf(shipped, advisories, known, today);
for (const finding of findings) console.log(lineOf(finding));
const overdue = findings.filter(({ state }) => state === 'overdue').length;
console.log(
  `${shipped.length} packages shipped, ${advisories.length} advisories, ${findings.length} reach us, ${overdue} overdue`,
);
process.exitCode = overdue > 0 ? 1 : 0;
