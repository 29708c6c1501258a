/**
 * Every route × every role × own and foreign objects against the matrix (`npm run permissions`). The last line tells how many cells
 * were tried and how many differ; ends with 1 when one does. Starts a PostgreSQL of its own.
 */
import { tryEverything } from '../test/support/permission-cells.ts';
import { startGuarded } from '../test/support/permission-world.ts';

const guarded = await startGuarded();
try {
  const tried = await tryEverything(guarded);
  for (const fault of tried.faults) console.error(`✖ ${fault}`);
  console.log(guarded.summary(tried));
  if (tried.faults.length > 0) process.exitCode = 1;
} finally {
  await guarded.close();
}
