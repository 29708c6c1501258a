/** A statement file that a treasurer brought, and its way: received, checked whole, taken over line by line. Pure. */
import type { Decision, JobRequest, NewEvent, Plain } from '../kernel/decision.ts';
import type { FileFault } from './files/fault.ts';
import type { Balance, StatementFormat } from './files/line.ts';

export const statementFileTable = 'reconciliation.statement_file';
export const statementChunkTable = 'reconciliation.statement_chunk';

/** RECEIVED → CHECKING (read whole, nothing kept) → IMPORTING → DONE, or REFUSED whole by the check. */
export type StatementFileState = 'RECEIVED' | 'CHECKING' | 'IMPORTING' | 'DONE' | 'REFUSED';

export interface FileStatement {
  readonly format: StatementFormat;
  readonly reference: string;
  readonly sequence: string | null;
  readonly opening: Balance | null;
  readonly closing: Balance | null;
  readonly lines: number;
}

export interface StatementFile {
  readonly id: string;
  readonly version: number;
  readonly satkerId: string;
  readonly state: StatementFileState;
  readonly createdAt: string;
  readonly contentKey: string;
  readonly nextAt: string | null;
  /** As the sender's computer calls it. */
  readonly name: string;
  readonly bytes: number;
  /** Hex SHA-256 of the file as it came. */
  readonly sha256: string;
  readonly uploadId: string;
  readonly by: { readonly personId: string; readonly name: string };
  /** Lines read by the check so far. */
  readonly checked: number;
  /** Lines of the whole file; null until the check is through. */
  readonly total: number | null;
  /** Lines taken over, new and known ones; a run that follows goes on behind them. */
  readonly done: number;
  readonly kept: number;
  readonly known: number;
  /** The first ones; a file may hold a year of days. */
  readonly statements: readonly FileStatement[];
  readonly refusal: { readonly line: number; readonly reason: FileFault; readonly found: string } | null;
  readonly doneAt: string | null;
  /** The run that works on it; another one takes over when this one has been silent. */
  readonly runner: string | null;
  /** Runs since a line was last taken over. */
  readonly runs: number;
}

/** A run that is silent for so long is dead. */
const SILENCE_MS = 20_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

export const importJob = (id: string): JobRequest => ({
  task: 'statement.import',
  payload: { id },
  key: `statement.import:${id}`,
});

function row(file: StatementFile, expectedVersion: number) {
  return {
    table: statementFileTable,
    id: file.id,
    expectedVersion,
    columns: {
      satker_id: file.satkerId,
      state: file.state,
      created_at: file.createdAt,
      content_key: file.contentKey,
      next_at: file.nextAt,
    },
    body: { ...file, version: expectedVersion + 1 } as unknown as Plain,
  };
}

function changed(
  file: StatementFile,
  type: string,
  payload: NewEvent['payload'],
  jobs: readonly JobRequest[] = [],
): Decision {
  return {
    ok: true,
    events: [{ type: `statement_file.${type}`, aggregate: 'statement_file', aggregateId: file.id, payload }],
    rows: [row(file, file.version)],
    transfers: [],
    jobs,
  };
}

/** One piece of the packed content. */
export function stored(chunk: { id: string; satkerId: string; uploadId: string; n: number; base64: string }): Decision {
  const { id, satkerId, uploadId, n, base64 } = chunk;
  return {
    ok: true,
    events: [{ type: 'statement_file.stored', aggregate: 'statement_file', aggregateId: uploadId, payload: { n } }],
    rows: [
      {
        table: statementChunkTable,
        id,
        expectedVersion: 0,
        columns: { satker_id: satkerId, upload_id: uploadId, n },
        body: { base64 },
      },
    ],
    transfers: [],
    jobs: [],
  };
}

export type Brought = Pick<
  StatementFile,
  'id' | 'satkerId' | 'contentKey' | 'name' | 'bytes' | 'sha256' | 'uploadId' | 'by'
>;

/** The content is there: the file waits for its check. */
export function received(brought: Brought, now: Date): Decision {
  const { name, bytes, sha256 } = brought;
  const file: StatementFile = {
    ...brought,
    version: 0,
    state: 'RECEIVED',
    createdAt: now.toISOString(),
    nextAt: later(now, SILENCE_MS),
    checked: 0,
    total: null,
    done: 0,
    kept: 0,
    known: 0,
    statements: [],
    refusal: null,
    doneAt: null,
    runner: null,
    runs: 0,
  };
  return changed(file, 'received', { name, bytes, sha256 }, [importJob(file.id)]);
}

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

/** Whether a run may begin: something is left to do, and nobody is heard of who does it. */
export const isFree = ({ nextAt, runner }: StatementFile, now: Date): boolean =>
  nextAt !== null && (runner === null || Date.parse(nextAt) <= now.getTime());

/** A run begins. It checks first, unless the check is through. */
export function takenUp(file: StatementFile, runner: string, now: Date): Decision {
  const state = file.state === 'IMPORTING' ? 'IMPORTING' : 'CHECKING';
  const runs = file.runs + 1;
  return changed({ ...file, state, runner, runs, checked: 0, nextAt: later(now, SILENCE_MS) }, 'taken_up', {
    state,
    runs,
  });
}

/** What a run has come to; it is heard of again. */
export type Progress = Partial<Pick<StatementFile, 'checked' | 'done' | 'kept' | 'known'>>;

export function progressed(file: StatementFile, progress: Progress, now: Date): Decision {
  const further = (progress.done ?? file.done) > file.done;
  const next = { ...file, ...progress, nextAt: later(now, SILENCE_MS), runs: further ? 1 : file.runs };
  return changed(next, 'progressed', { ...progress });
}

/** The whole file is sound: its lines may be taken over. */
export function sound(file: StatementFile, statements: readonly FileStatement[], total: number, now: Date): Decision {
  const next = {
    ...file,
    state: 'IMPORTING' as const,
    statements,
    total,
    checked: total,
    nextAt: later(now, SILENCE_MS),
  };
  return changed(next, 'checked', { total });
}

/** Refused whole: nothing of it was kept. */
export function refusedFile(file: StatementFile, refusal: NonNullable<StatementFile['refusal']>, now: Date): Decision {
  const next = { ...file, state: 'REFUSED' as const, refusal, runner: null, nextAt: null, doneAt: now.toISOString() };
  return changed(next, 'refused', { line: refusal.line, reason: refusal.reason });
}

/** Every line is kept or was known. `jobs`: what explains them. */
export function finished(file: StatementFile, now: Date, jobs: readonly JobRequest[]): Decision {
  const { kept, known, total } = file;
  const next = {
    ...file,
    state: 'DONE' as const,
    done: total ?? file.done,
    runner: null,
    nextAt: null,
    doneAt: now.toISOString(),
  };
  return changed(next, 'imported', { kept, known }, jobs);
}

/** A run has failed for a reason that is not the file's: tried again, ever more rarely. */
export function putOff(file: StatementFile, now: Date): Decision {
  const pause = Math.min(LONGEST_PAUSE_MS, SILENCE_MS * 2 ** Math.min(file.runs, 10));
  return changed({ ...file, runner: null, nextAt: later(now, pause) }, 'put_off', { pause });
}

/** Percent of the whole way: the check is the first tenth of it. */
export function percentOf({ state, total, done }: StatementFile): number {
  if (state === 'DONE') return 100;
  if (total === null) return 0;
  const CHECKED = 10;
  return total === 0 ? CHECKED : CHECKED + Math.floor((done * (100 - CHECKED)) / total);
}
