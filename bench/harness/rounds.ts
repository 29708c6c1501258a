/** Runs the cases of a scenario in interleaved rounds and draws medians from them. */
import type { Latency } from './latency.ts';
import type { Bar, CaseResult, Measured, RunOptions, Scenario } from './scenario.ts';

export interface ScenarioResult {
  readonly name: string;
  readonly cases: readonly CaseResult[];
  readonly bars: readonly Bar[];
  readonly checked: string;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

/** A short turn of every case that does not count, then the rounds; who goes first changes, so that nobody always follows the same. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<ScenarioResult> {
  const opened = await scenario.open(options);
  try {
    const { cases } = opened;
    const rounds = new Map<string, Measured[]>(cases.map(({ name }) => [name, []]));
    for (const one of cases.filter((c) => c.rounds === undefined)) await one.run(Math.min(1_500, options.ms / 2));
    for (let round = 0; round < options.rounds; round += 1) {
      const turned = [...cases.slice(round % cases.length), ...cases.slice(0, round % cases.length)];
      for (const one of turned) {
        if (round >= (one.rounds ?? options.rounds)) continue;
        const measured = await one.run(options.ms);
        rounds.get(one.name)?.push(measured);
        options.say(`  round ${round + 1}  ${one.name}: ${inWords(measured, one.unit)}`);
      }
    }
    const results = cases.map(({ name, unit }) => summed(name, unit, rounds.get(name) ?? []));
    const checked = await opened.verify();
    const byName = (name: string): CaseResult => {
      const found = results.find((result) => result.name === name);
      if (!found) throw new Error(`no case ${name}`);
      return found;
    };
    return { name: scenario.name, cases: results, bars: opened.bars(byName), checked };
  } finally {
    await opened.close();
  }
}

const rateOf = ({ done, ms }: Measured): number => (done * 1000) / ms;

const inWords = (measured: Measured, unit: string): string =>
  [
    `${rateOf(measured).toFixed(1)} ${unit}/s`,
    measured.latency && `p50 ${measured.latency.p50.toFixed(1)} ms, p99 ${measured.latency.p99.toFixed(1)} ms`,
    ...Object.entries(measured.figures ?? {}).map(([name, value]) => `${name} ${value.toFixed(2)}`),
  ]
    .filter(Boolean)
    .join(', ');

function summed(name: string, unit: string, rounds: readonly Measured[]): CaseResult {
  const rates = rounds.map(rateOf);
  return {
    name,
    unit,
    rate: { median: median(rates), low: Math.min(...rates), high: Math.max(...rates) },
    latency: medianLatency(rounds.flatMap((round) => round.latency ?? [])),
    processorPerUnit: medianByName(rounds.map(({ processor, done }) => perUnit(processor, done))),
    figures: medianByName(rounds.map(({ figures }) => figures)),
  };
}

const perUnit = (processor: Measured['processor'], done: number): Record<string, number> | undefined =>
  processor && Object.fromEntries(Object.entries(processor).map(([name, ms]) => [name, ms / done]));

function medianLatency(rounds: readonly Latency[]): Latency | undefined {
  if (rounds.length === 0) return undefined;
  const of = (name: keyof Latency) => median(rounds.map((round) => round[name]));
  return { p50: of('p50'), p95: of('p95'), p99: of('p99'), max: Math.max(...rounds.map(({ max }) => max)) };
}

function medianByName(
  rounds: readonly (Readonly<Record<string, number>> | undefined)[],
): Record<string, number> | undefined {
  const known = rounds.filter((round) => round !== undefined);
  const names = new Set(known.flatMap((round) => Object.keys(round)));
  if (names.size === 0) return undefined;
  return Object.fromEntries([...names].map((name) => [name, median(known.flatMap((round) => round[name] ?? []))]));
}
