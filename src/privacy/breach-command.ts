/** `digipay breach`: drafts the notices of UU 27/2022 art. 46 from the journal. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { localDate } from '../kernel/time.ts';
import type { Queryable } from '../platform/database.ts';
import { rulesOn } from '../regulation/rules.ts';
import { countBreach } from './breach.store.ts';
import { breachDraft } from './breach.ts';

const options = z.object({
  cause: z.enum(['account', 'key', 'dump']),
  from: z.coerce.date(),
  to: z.coerce.date(),
  found: z.coerce.date().optional(),
  satker: z.uuid().optional(),
  out: z.string().min(1).optional(),
});

/** Writes the draft to `out` or returns it. Throws with a message for people when an option is missing or wrong. */
export async function draftBreach(db: Queryable, given: object, now: Date): Promise<string> {
  const read = options.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  --${issue.path.join('.')}: ${issue.message}`);
    throw new Error(
      `digipay breach --cause account|key|dump --from TIME --to TIME [--found TIME] [--satker ID] [--out FILE]\n${faults.join('\n')}`,
    );
  }
  const { cause, from, to, found = now, satker = null, out } = read.data;
  if (to < from) throw new Error('--to lies before --from');
  const rules = rulesOn('APBN', localDate(found, 'WIB'));
  const counted = await countBreach(db, { from, to, satkerId: satker });
  const draft = breachDraft({
    ...counted,
    cause,
    from,
    to,
    foundAt: found,
    hoursToTell: rules.get('privacy.breach.hours'),
    basis: rules.basis('privacy.breach.hours'),
  });
  if (out === undefined) return draft;
  writeFileSync(out, draft, { mode: 0o600 });
  return `Draft for ${counted.people} people, ${counted.satkers} satker, ${counted.vendors} vendors: ${out}`;
}
