/** Whether what was done fast was done right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from '../../src/platform/database.ts';
import type { PaymentOffices } from './payments.ts';

/** Throws when ledger, journal, rows or jobs do not agree with the payments begun. Answers in words. */
export async function checkBooks({ owner, begun }: PaymentOffices): Promise<string> {
  const { rows } = await owner.query<{
    instructions: string;
    paying: string;
    jobs: string;
    holds: string;
    events: string;
    head: string;
    numbers: string;
  }>(
    `SELECT (SELECT count(*) FROM payment.instruction WHERE state = 'SUBMITTED') AS instructions,
            (SELECT count(*) FROM purchasing."order" WHERE state = 'PAYING') AS paying,
            (SELECT count(*) FROM graphile_worker.jobs WHERE task_identifier = 'payment.checkPayee') AS jobs,
            (SELECT count(*) FROM ledger.transfer WHERE kind = 'hold') AS holds,
            (SELECT count(*) FROM journal.event WHERE aggregate IN ('payment', 'order') AND type <> 'order.past') AS events,
            (SELECT seq FROM journal.head) AS head, (SELECT count(*) FROM journal.event) AS numbers`,
  );
  const found = rows[0];
  const wanted = { instructions: begun, paying: begun, jobs: begun, holds: 3 * begun, events: 2 * begun };
  for (const [name, value] of Object.entries(wanted))
    if (Number(Reflect.get(found ?? {}, name)) !== value)
      throw new Error(`${Reflect.get(found ?? {}, name)} ${name} where ${begun} payments ask for ${value}`);
  if (found?.head !== found?.numbers)
    throw new Error(`the journal is at ${found?.head} and has ${found?.numbers} events`);
  const { rows: faults } = await owner.query<{ problem: string }>('SELECT problem FROM ledger.verify() LIMIT 1');
  if (faults[0]) throw new Error(`the ledger does not balance: ${faults[0].problem}`);
  return `${begun} payments: as many instructions, orders and jobs, three holds and two events each; journal without gaps; ledger balanced`;
}

/** Process id of the postmaster of this server, which runs on this machine. */
export async function postmaster(owner: Pool): Promise<number> {
  const { rows } = await owner.query<{ dir: string }>("SELECT current_setting('data_directory') AS dir");
  return Number(readFileSync(join(rows[0]?.dir ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
