/** Statement files over HTTP: brought by the treasurer, taken over by `work`, watched until they are done. */
import { z } from 'zod';
import { actorOf, scopeOf } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { afterPlace, idempotencyHeaders, langOf, placeOf } from '../platform/http/wire.ts';
import { pointOfSen } from './files/amount.ts';
import { faultSentence } from './files/fault.ts';
import type { Balance } from './files/line.ts';
import { MAX_STATEMENT_BYTES, piecesOf, plainName, takeUpload, type Upload } from './import-upload.ts';
import { statementFileById, statementFilePage } from './statement-file.store.ts';
import { percentOf, received, type StatementFile, stored } from './statement-file.ts';

export interface StatementFileDeps extends Door {
  readonly clock: () => Date;
}

const balanceView = z
  .object({
    on: z.iso.date(),
    amount: z
      .string()
      .regex(/^-?\d+\.\d{2}$/)
      .describe('Rupiah with two decimals'),
  })
  .nullable();

const summaryView = z.object({
  id: z.uuid(),
  name: z.string(),
  bytes: z.int(),
  state: z.enum(['RECEIVED', 'CHECKING', 'IMPORTING', 'DONE', 'REFUSED']),
  createdAt: z.string(),
  by: z.string(),
  percent: z.int().describe('Of the whole way; the check is the first tenth'),
  lines: z.object({ checked: z.int(), done: z.int(), total: z.int().nullable(), kept: z.int(), known: z.int() }),
  refusal: z.object({ line: z.int(), reason: z.string(), found: z.string(), sentence: z.string() }).nullable(),
  doneAt: z.string().nullable(),
});

const fileView = summaryView.extend({
  sha256: z.string(),
  statements: z.array(
    z.object({
      format: z.enum(['MT940', 'MT942', 'CAMT053', 'CAMT054']),
      reference: z.string(),
      sequence: z.string().nullable(),
      opening: balanceView,
      closing: balanceView,
      lines: z.int(),
    }),
  ),
});

const params = z.object({ id: z.uuid() });
/** A file is read and packed while it comes; nobody needs many of them at once. */
const slow = { rateLimit: { max: 20, timeWindow: '1 minute' } };

export function statementFileRoutes(app: App, deps: StatementFileDeps): void {
  app.post(
    '/api/v1/statements/files',
    {
      config: { action: 'statementFile.add', ...slow },
      schema: {
        tags: ['reconciliation'],
        summary:
          'Brings a statement file (multipart, field `file`): MT940, MT942, camt.053 or camt.054 up to 60 MB. The same file again is the same one',
        headers: idempotencyHeaders,
        consumes: ['multipart/form-data'],
        response: { 200: z.object({ id: z.uuid(), isNew: z.boolean() }) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      if (asker.satkerId === null) throw new Refused(refuse('not_found'));
      // One byte more than allowed is let in, so that the refusal is ours.
      const part = request.isMultipart()
        ? await request.file({ limits: { fileSize: MAX_STATEMENT_BYTES + 1, files: 1 } })
        : undefined;
      if (!part) throw new Refused(refuse('file_invalid', { kind: 'rekening koran' }));
      const upload = await takeUpload(part.file);
      const brought = { satkerId: asker.satkerId, name: plainName(part.filename), upload };
      return bring(deps, asker, request, brought, request.headers['idempotency-key']);
    },
  );

  app.get(
    '/api/v1/statements/files',
    {
      config: { action: 'statementFile.list' },
      schema: {
        tags: ['reconciliation'],
        summary: 'Statement files that the asker may see, newest first',
        querystring: z.object({ cursor: z.string().max(200).optional() }),
        response: { 200: z.object({ items: z.array(summaryView), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { items, last } = await readAs(deps.pool, scopeOf(askerOf(request)), (db) =>
        statementFilePage(db, deps.codec, placeOf(request.query.cursor)),
      );
      return { items: items.map((file) => summaryOf(file, langOf(request))), next: afterPlace(last) };
    },
  );

  app.get(
    '/api/v1/statements/files/:id',
    {
      config: { action: 'statementFile.read' },
      schema: {
        tags: ['reconciliation'],
        summary: 'One statement file: how far it is taken over, or why it is refused',
        params,
        response: { 200: fileView },
      },
    },
    async (request) => {
      const file = await readAs(deps.pool, scopeOf(askerOf(request)), (db) =>
        statementFileById(db, deps.codec, request.params.id),
      );
      if (!file) throw new Refused(refuse('not_found'));
      return {
        ...summaryOf(file, langOf(request)),
        sha256: file.sha256,
        statements: file.statements.map((one) => ({
          ...one,
          opening: shownBalance(one.opening),
          closing: shownBalance(one.closing),
        })),
      };
    },
  );
}

/** Content first, in pieces, then the file that names them: what was cut off is never seen. */
async function bring(
  deps: StatementFileDeps,
  asker: Asker,
  request: Parameters<typeof actorOf>[1],
  { satkerId, name, upload }: { satkerId: string; name: string; upload: Upload },
  key: string,
): Promise<{ id: string; isNew: boolean }> {
  const { bytes, sha256, packed } = upload;
  const contentKey = deps.committer.keyed(`statement file\n${satkerId}\n${sha256}`);
  const id = derivedId('statement-file', contentKey);
  const known = () => readAs(deps.pool, scopeOf(asker), (db) => statementFileById(db, deps.codec, id));
  if (await known()) return { id, isNew: false };
  const actor = actorOf(asker, request);
  const said = JSON.stringify(['statement file', sha256]);
  const parties = { satkerId, vendorId: null };
  const uploadId = derivedId(`upload:${asker.personId}:${key}`, sha256);
  for (const [n, piece] of piecesOf(packed).entries()) {
    const command = { key: `${key}:${uploadId}:${n}`, request: said, actor, at: deps.clock() };
    const chunk = { id: derivedId(uploadId, String(n)), satkerId, uploadId, n, base64: piece.toString('base64') };
    orRefused(await runCommand(deps, command, async () => ({ decision: stored(chunk), parties, response: {} })));
  }
  const at = deps.clock();
  const outcome = await runCommand(deps, { key, request: said, actor, at }, async () => {
    if (await known()) return refuse('already_done');
    const by = { personId: asker.personId, name: asker.name };
    const decision = received({ id, satkerId, contentKey, name, bytes, sha256, uploadId, by }, at);
    return { decision, parties, response: { id, isNew: true } };
  });
  // Somebody brought the same file at the same time.
  if ('code' in outcome && outcome.code === 'already_done') return { id, isNew: false };
  return orRefused(outcome);
}

function summaryOf(file: StatementFile, language: 'id' | 'en'): z.infer<typeof summaryView> {
  const { id, name, bytes, state, createdAt, by, checked, done, total, kept, known, refusal, doneAt } = file;
  return {
    id,
    name,
    bytes,
    state,
    createdAt,
    by: by.name,
    percent: percentOf(file),
    lines: { checked, done, total, kept, known },
    refusal: refusal && { ...refusal, sentence: faultSentence(refusal.reason, language) },
    doneAt,
  };
}

const shownBalance = (balance: Balance | null) =>
  balance && {
    on: balance.on,
    amount: `${balance.sen < 0n ? '-' : ''}${pointOfSen(balance.sen < 0n ? -balance.sen : balance.sen)}`,
  };
