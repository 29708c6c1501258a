/** The table that people read, the file that is kept, and the comparison with an earlier file. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { ScenarioResult } from './rounds.ts';
import { type Bar, type CaseResult, met } from './scenario.ts';

export interface Report {
  readonly at: string;
  readonly commit: string;
  readonly machine: string;
  readonly node: string;
  readonly rounds: number;
  readonly msPerRound: number;
  readonly scale: number;
  readonly scenarios: readonly ScenarioResult[];
}

const resultsDir = join(import.meta.dirname, '../results');

export function writeReport(part: Pick<Report, 'rounds' | 'msPerRound' | 'scale' | 'scenarios'>): string {
  const at = new Date().toISOString();
  const report: Report = {
    at,
    commit: commitNow(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 1e9)} GB`,
    node: process.version,
    ...part,
  };
  mkdirSync(resultsDir, { recursive: true });
  const file = join(resultsDir, `${at.slice(0, 19).replaceAll(':', '')}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}

function commitNow(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'unknown';
  }
}

const number = (value: number | undefined, digits = 1): string => (value === undefined ? '' : value.toFixed(digits));

export function table({ name, cases, checked }: ScenarioResult): string {
  const rows = cases.map(({ name: label, unit, rate, latency, processorPerUnit, figures }) => [
    label,
    `${number(rate.median)} ${unit}/s`,
    `${number(rate.low, 0)}–${number(rate.high, 0)}`,
    number(latency?.p50, 2),
    number(latency?.p95, 2),
    number(latency?.p99, 2),
    Object.entries(processorPerUnit ?? {})
      .map(([process, ms]) => `${process} ${number(ms, 3)}`)
      .join(', '),
    Object.entries(figures ?? {})
      .map(([figure, value]) => `${figure} ${number(value, 2)}`)
      .join(', '),
  ]);
  const head = [name, 'median rate', 'low–high', 'p50 ms', 'p95 ms', 'p99 ms', 'processor ms/unit', 'figures'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line), `checked: ${checked}`].join(
    '\n',
  );
}

export const barLine = (bar: Bar): string => {
  const { what, value, least, most, unit = '' } = bar;
  const wanted = [least === undefined ? '' : `≥ ${least}${unit}`, most === undefined ? '' : `≤ ${most}${unit}`]
    .filter(Boolean)
    .join(', ');
  return `${met(bar) ? '✔' : '✖'} ${what}: ${Number(value.toFixed(3))}${unit} (${wanted})`;
};

/** Rates of now as a share of those in the file, by scenario and case; processor time too, since a rate depends on who else works. */
export function comparison(file: string, scenarios: readonly ScenarioResult[]): string {
  const before = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const total = (result: CaseResult) => Object.values(result.processorPerUnit ?? {}).reduce((sum, ms) => sum + ms, 0);
  const lines = scenarios.flatMap(({ name, cases }) =>
    cases.flatMap((now) => {
      const then = before.scenarios.find((one) => one.name === name)?.cases.find((one) => one.name === now.name);
      if (!then) return [];
      const rate = `rate × ${(now.rate.median / then.rate.median).toFixed(2)}`;
      const used = total(then) > 0 ? `, processor time × ${(total(now) / total(then)).toFixed(2)}` : '';
      return [`${name} ${now.name}: ${rate}${used}`];
    }),
  );
  return [`compared with ${before.commit} of ${before.at}:`, ...lines].join('\n');
}
