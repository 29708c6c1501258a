/** In how many ways payments ended, in the platform's own words: for whoever reads the run. */
import { instructionById } from '../../src/payment/payment.store.ts';
import type { Shop } from './purchases.ts';

/** `412 FAILED CMS: Bank tidak pernah menerima perintah ini …`, most frequent first. Numbers of the bank are left out. */
export async function reasons({ db, codec }: Shop): Promise<string[]> {
  const { rows } = await db.query<{ id: string; state: string; rail: string }>(
    'SELECT id, state, rail FROM payment.instruction',
  );
  const counts = new Map<string, number>();
  for (const { id, state, rail } of rows) {
    const instruction = await instructionById(db, codec, id);
    const words = (instruction?.bank.words ?? '').replace(/\d{10,}/g, '…');
    const way = `${state} ${rail}${instruction?.service ? ` ${instruction.service}` : ''}: ${words}`;
    counts.set(way, (counts.get(way) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([way, n]) => `${n} ${way}`);
}
