/** The import as `work` runs it: with the real book of the account behind it. */
import { randomUUID } from 'node:crypto';
import { readJob } from '../payment/statement.ts';
import type { BookDeps } from './deps.ts';
import type { ImportDeps } from './import.ts';
import { keepBalance, keepLines } from './keep-file.ts';

export const importDeps = (deps: BookDeps): ImportDeps => ({
  ...deps,
  newRun: randomUUID,
  keepLines: (source, lines) => keepLines(deps, source, lines),
  keepBalance: (source, balance) => keepBalance(deps, source, balance),
  after: (satkerId, now) => [readJob(satkerId, now)],
});
