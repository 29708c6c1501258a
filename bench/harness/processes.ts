/** Processor time and memory of processes, read from /proc (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** A process by its id, or PostgreSQL by that of its postmaster, whose servers come and go. */
export interface Watched {
  readonly name: string;
  readonly pid: number;
  readonly withChildren?: boolean;
}

/** Milliseconds of processor time by name, since the process began. */
export type ProcessorTime = Readonly<Record<string, number>>;

/** Ticks of the kernel's clock: USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MS = 10;

interface Stat {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended and were waited for. */
  readonly reaped: number;
}

function statOf(pid: number): Stat | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces; what follows its closing bracket does not.
    const fields = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (n: number) => fields[n - 3] ?? 0;
    return { parent: at(4), own: (at(14) + at(15)) * TICK_MS, reaped: (at(16) + at(17)) * TICK_MS };
  } catch {
    return null;
  }
}

const childrenOf = (pid: number): Stat[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter((stat) => stat.parent === pid);

export function processorTime(watched: readonly Watched[]): ProcessorTime {
  return Object.fromEntries(
    watched.map(({ name, pid, withChildren = false }) => {
      const stat = statOf(pid);
      if (!stat) throw new Error(`${name} (process ${pid}) has ended`);
      const children = withChildren ? childrenOf(pid).reduce((sum, child) => sum + child.own, stat.reaped) : 0;
      return [name, stat.own + children];
    }),
  );
}

export const since = (before: ProcessorTime, after: ProcessorTime): ProcessorTime =>
  Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]));

/** Resident memory in megabytes (10^6 bytes). For PostgreSQL that of its servers is not summed: they share most of it. */
export function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return (Number(line?.[1] ?? 0) * 1024) / 1e6;
}
