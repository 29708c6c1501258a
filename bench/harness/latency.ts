/** Latencies in an HDR histogram: three digits of precision from a microsecond to ten minutes. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Latencies {
  /** `ms` may be a fraction. */
  add(ms: number): void;
  readonly count: number;
  summary(): Latency;
}

const LONGEST_US = 600_000_000;

export function latencies(): Latencies {
  const histogram: RecordableHistogram = createHistogram({ lowest: 1, highest: LONGEST_US, figures: 3 });
  const at = (percent: number) => histogram.percentile(percent) / 1000;
  return {
    add: (ms) => histogram.record(Math.min(LONGEST_US, Math.max(1, Math.round(ms * 1000)))),
    get count() {
      return histogram.count;
    },
    summary: () => ({ p50: at(50), p95: at(95), p99: at(99), max: histogram.max / 1000 }),
  };
}
