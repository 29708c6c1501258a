/** What operators run by hand, each on connections of its own and under the least role that can do it. */
import { parseArgs } from 'node:util';
import { openCore } from './core.ts';
import { endAllSessions } from './identity/incident.ts';
import type { OperatorCommand } from './operator-commands.ts';
import { openPool } from './platform/database.ts';
import { draftBreach } from './privacy/breach-command.ts';
import { destroyDue } from './privacy/destroy.ts';
import { settingsOf } from './settings.ts';
import { keysCommand } from './vault/keys-command.ts';
import { openKeyStore } from './vault/open.ts';
import { destroyOwner } from './vault/rotation.ts';

const POOL_SIZE = 3;

/** Answers the exit code. Throws with a message for people. */
export async function operate(command: OperatorCommand, args: readonly string[]): Promise<number> {
  switch (command) {
    case 'keys':
      return keys(args);
    case 'breach':
      return breach(args);
    case 'erase':
      return erase();
    case 'sessions':
      return sessions(args);
  }
}

async function keys(args: readonly string[]): Promise<number> {
  const settings = settingsOf('keys');
  const db = openPool(settings.DIGIPAY_KEYS_DATABASE, POOL_SIZE);
  const store = await openKeyStore(settings.DIGIPAY_KEYS);
  try {
    return await keysCommand(args, { db, store, say: (line) => console.log(line) });
  } finally {
    await store.close?.();
    await db.end();
  }
}

async function breach(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { cause: text, from: text, to: text, found: text, satker: text, out: text },
  });
  const pool = openPool(settingsOf('keys').DIGIPAY_WORK_DATABASE, 1);
  try {
    console.log(await draftBreach(pool, values, new Date()));
    return 0;
  } finally {
    await pool.end();
  }
}

async function sessions(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { reason: { type: 'string' } },
  });
  const { reason } = values;
  if (positionals[0] !== 'end-all' || reason === undefined) throw new Error('digipay sessions end-all --reason TEXT');
  const settings = settingsOf('incident');
  const db = openPool(settings.DIGIPAY_IDENTITY_DATABASE, 1);
  const core = await openCore({
    databaseUrl: settings.DIGIPAY_WORK_DATABASE,
    poolSize: 1,
    keys: settings.DIGIPAY_KEYS,
    secrets: settings.secrets,
  });
  try {
    console.log(`done: ${await endAllSessions(db, core.committer, reason, new Date())} sessions ended`);
    return 0;
  } finally {
    await core.close();
    await db.end();
  }
}

async function erase(): Promise<number> {
  const settings = settingsOf('keys');
  const db = openPool(settings.DIGIPAY_KEYS_DATABASE, POOL_SIZE);
  const core = await openCore({
    databaseUrl: settings.DIGIPAY_WORK_DATABASE,
    poolSize: POOL_SIZE,
    keys: settings.DIGIPAY_KEYS,
    secrets: settings.secrets,
  });
  try {
    const gone = await destroyDue({
      ...core,
      clock: () => new Date(),
      destroyKeys: (id) => destroyOwner({ db }, { kind: 'PERSON', id }),
    });
    console.log(`done: data of ${gone} people destroyed`);
    return 0;
  } finally {
    await core.close();
    await db.end();
  }
}
