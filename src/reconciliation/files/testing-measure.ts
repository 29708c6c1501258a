/**
 * What reading a long statement costs, in a process of its own: `node testing-measure.ts write mt940 100000 file` writes one,
 * `node testing-measure.ts read file` reads it and prints lines, time, and the most memory the process ever had;
 * `keep` does the same and keeps every line, which is what reading must not do.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { readStatementFile } from './read.ts';
import { camt053, type Movement, mt940, type Statement, streamed } from './testing-statements.ts';

export interface Measured {
  readonly lines: number;
  /** The most memory that the process had, MB. */
  readonly rss: number;
  readonly ms: number;
}

const [act = 'read', ...rest] = process.argv.slice(2);

if (act === 'write') {
  const [format = 'mt940', count = '100000', path = ''] = rest;
  const file = await open(path, 'w');
  const statement = dayOf(format, Number(count));
  for await (const chunk of streamed(format === 'mt940' ? mt940([statement]) : camt053(statement, '08'), 65_536))
    await file.write(chunk);
  await file.close();
} else {
  const began = performance.now();
  let lines = 0;
  const kept: unknown[] = [];
  for await (const event of readStatementFile(createReadStream(rest[0] ?? ''))) {
    if (event.kind === 'line') lines += 1;
    if (act === 'keep') kept.push(event);
  }
  const rss = Math.round(process.resourceUsage().maxRSS / 1_024);
  const measured: Measured = { lines, rss, ms: Math.round(performance.now() - began) };
  process.stdout.write(JSON.stringify(measured));
}

function dayOf(format: string, count: number): Statement {
  return {
    accountNo: '0012345678',
    reference: 'STM261124',
    sequence: 328,
    on: '2026-11-24',
    opening: 10_000_000_000_000n,
    movements: { [Symbol.iterator]: () => movements(format, count) },
  };
}

function* movements(format: string, count: number): Generator<Movement> {
  for (let i = 0; i < count; i += 1) {
    const reference = `DS${i.toString(16).toUpperCase().padStart(24, '0')}`;
    yield {
      on: '2026-11-24',
      direction: i % 5 === 0 ? 'CREDIT' : 'DEBIT',
      sen: BigInt(100 + (i % 9_999) * 100),
      reference: format === 'mt940' ? '' : reference,
      bankReference: `20261124${String(i).padStart(8, '0')}`,
      remark: `TRF BIFAST CV CONTOH ${reference} INV-${i}`,
    };
  }
}
