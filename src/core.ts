/** What every process of the platform stands on: connections, sealing, the ledger's names and the one door for writes. */
import { type Codec, plainCodec } from './journal/codec.ts';
import { type Committer, createCommitter, MAX_UNDER_WAY } from './journal/commit.ts';
import { type AccountIds, accountIds } from './ledger/accounts.ts';
import { openPool, type Pool } from './platform/database.ts';
import type { TrialSecrets } from './platform/secrets.ts';
import { openVault } from './vault/open.ts';

export interface CoreOptions {
  /** Of the role that reads and commits: serve or work. */
  readonly databaseUrl: string;
  readonly poolSize: number;
  /** Names the key store. */
  readonly keys: string;
  readonly secrets: Pick<TrialSecrets, 'accountKey'>;
}

export interface Core {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly ids: AccountIds;
  readonly committer: Committer;
  /** Waits for what is under way, then lets everything go. */
  close(): Promise<void>;
}

/** Throws with a message for people when the key store does not open what the database holds. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const vault = await openVault(options.databaseUrl, options.keys);
  return coreOn(options, vault.codec, () => vault.close());
}

/** Connects to nothing until it is used and seals nothing: enough to describe the API, and for nothing else. */
export const describingCore = async (options: CoreOptions): Promise<Core> =>
  coreOn(options, plainCodec, async () => {});

function coreOn(options: CoreOptions, codec: Codec, closeVault: () => Promise<void>): Core {
  const pool = openPool(options.databaseUrl, options.poolSize);
  const ids = accountIds(fromHex(options.secrets.accountKey));
  // Connections of its own: the plans of `journal.commit` are many and stay with them.
  const door = openPool(options.databaseUrl, MAX_UNDER_WAY);
  const committer = createCommitter(door, codec, ids);
  return {
    pool,
    codec,
    ids,
    committer,
    async close() {
      await committer.idle();
      await Promise.all([pool.end(), door.end()]);
      await closeVault();
    },
  };
}

export const fromHex = (key: string): Buffer => Buffer.from(key, 'hex');
