/** Load: so many who each wait for their answer, or a steady stream that waits for nobody. */
import { type Latencies, latencies } from './latency.ts';
import type { Measured } from './scenario.ts';

/** `work` is done again and again by so many at once, each when its last is answered, until the time is over. */
export async function closedLoop(
  producers: number,
  ms: number,
  work: (producer: number) => Promise<void>,
): Promise<Required<Pick<Measured, 'done' | 'ms'>> & { readonly latency: ReturnType<Latencies['summary']> }> {
  const taken = latencies();
  const began = performance.now();
  const until = began + ms;
  await Promise.all(
    Array.from({ length: producers }, async (_, producer) => {
      for (let at = performance.now(); at < until; ) {
        await work(producer);
        const now = performance.now();
        taken.add(now - at);
        at = now;
      }
    }),
  );
  return { done: taken.count, ms: performance.now() - began, latency: taken.summary() };
}

/** `perSecond` begin in even steps, whatever became of the earlier ones; each latency counts from when it should have begun. */
export async function openLoop(perSecond: number, ms: number, work: (n: number) => Promise<void>) {
  const taken = latencies();
  const began = performance.now();
  const step = 1000 / perSecond;
  const running: Promise<void>[] = [];
  for (let n = 0; n * step < ms; ) {
    const now = performance.now() - began;
    for (; n * step <= now && n * step < ms; n += 1) {
      const due = began + n * step;
      running.push(work(n).then(() => taken.add(performance.now() - due)));
    }
    await new Promise((go) => setTimeout(go, 1));
  }
  await Promise.all(running);
  return { done: taken.count, ms: performance.now() - began, latency: taken.summary() };
}
