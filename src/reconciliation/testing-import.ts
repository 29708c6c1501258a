/** One run of an import in a process of its own, to be killed or measured: `node testing-import.ts <options as JSON>`. */
import { openCore } from '../core.ts';
import { importDeps } from './import.jobs.ts';
import { importFile } from './import.ts';

export interface ImportRun {
  readonly databaseUrl: string;
  readonly keys: string;
  readonly accountKey: string;
  readonly fileId: string;
  /** Ahead of the real clock, so that the silence of a killed run need not be waited for. */
  readonly aheadMs: number;
}

const { databaseUrl, keys, accountKey, fileId, aheadMs }: ImportRun = JSON.parse(process.argv[2] ?? '{}');
const core = await openCore({ databaseUrl, poolSize: 3, keys, secrets: { accountKey } });
const began = performance.now();
await importFile(importDeps({ ...core, clock: () => new Date(Date.now() + aheadMs) }), fileId);
const ms = Math.round(performance.now() - began);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
await core.close();
process.stdout.write(
  JSON.stringify({ ms, rss: Math.round(maxRSS / 1_024), cpu: Math.round((userCPUTime + systemCPUTime) / 1_000) }),
);
