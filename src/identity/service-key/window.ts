/** Counts what happens within a minute, by subject, in the memory of this process. */
const MINUTE_MS = 60_000;
/** Beyond this the oldest minute is forgotten at once: memory stays small whatever is sent. */
const MOST_SUBJECTS = 50_000;

export interface Window {
  /** Counts one more. */
  add(subject: string, now: Date): void;
  /** Seconds until there is room again; 0 when there is. */
  wait(subject: string, now: Date): number;
}

export function minuteWindow(max: number): Window {
  let begun = 0;
  let counts = new Map<string, number>();
  const at = (now: Date) => {
    if (now.getTime() - begun >= MINUTE_MS || now.getTime() < begun || counts.size > MOST_SUBJECTS) {
      begun = now.getTime();
      counts = new Map();
    }
    return counts;
  };
  return {
    add(subject, now) {
      at(now).set(subject, (counts.get(subject) ?? 0) + 1);
    },
    wait(subject, now) {
      if ((at(now).get(subject) ?? 0) < max) return 0;
      return Math.ceil((begun + MINUTE_MS - now.getTime()) / 1000);
    },
  };
}
