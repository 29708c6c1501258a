/** Photos of receipts: brought by the holder of the card, made small, stripped of where they were taken, kept with the bill. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { actorOf, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { ownerOf } from '../journal/owner.ts';
import { refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { askerOf } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { idempotencyHeaders } from '../platform/http/wire.ts';
import { MAX_PHOTO_BYTES } from '../purchasing/file.routes.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { cleanPhoto } from '../purchasing/photo.ts';
import { billById } from './bill.store.ts';
import { linesFor } from './bill.view.ts';

const receiptTable = 'card.receipt';
const params = z.object({ id: z.uuid() });

interface StoredReceipt {
  readonly type: 'image/webp';
  readonly base64: string;
}

/** Which of these are photos of this bill, brought by this person. */
export async function ownReceipts(
  db: Queryable,
  billId: string,
  personId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM card.receipt WHERE bill_id = $1 AND by_person = $2 AND id = ANY ($3)',
    [billId, personId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

export function cardReceiptRoutes(app: App, deps: OrderDeps): void {
  app.post(
    '/api/v1/card-bills/:id/receipts',
    {
      config: { action: 'cardBill.addReceipt' },
      schema: {
        tags: ['card bills'],
        summary: 'Adds a photo of a receipt (multipart, field `file`); JPEG, PNG or WebP up to 10 MB',
        headers: idempotencyHeaders,
        params,
        consumes: ['multipart/form-data'],
        response: { 200: z.object({ id: z.uuid(), url: z.string() }) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const bill = await readAs(deps.pool, scopeOf(asker), (db) => billById(db, deps.codec, request.params.id));
      if (!bill || linesFor(bill, asker).length === 0) throw new Refused(refuse('not_found'));
      const part = await request.file({ limits: { fileSize: MAX_PHOTO_BYTES, files: 1 } });
      if (!part) throw new Refused(refuse('file_invalid', { kind: 'foto' }));
      const bytes = await part.toBuffer();
      const photo = await cleanPhoto(bytes);
      if (!photo) throw new Refused(refuse('file_invalid', { kind: 'foto' }));
      const command = {
        key: request.headers['idempotency-key'],
        request: JSON.stringify(['receipt', bill.id, createHash('sha256').update(bytes).digest('base64url')]),
        actor: actorOf(asker, request),
        at: deps.clock(),
      };
      const outcome = await runCommand(deps, command, async (cause) => {
        const id = derivedId(cause, 'receipt');
        const body = { type: photo.type, base64: photo.bytes.toString('base64') };
        const columns = { satker_id: bill.satkerId, bill_id: bill.id, by_person: asker.personId };
        return {
          decision: {
            ok: true,
            events: [
              {
                type: 'card_bill.receipt_added',
                aggregate: 'cardBill',
                aggregateId: bill.id,
                payload: { receiptId: id },
              },
            ],
            rows: [{ table: receiptTable, id, expectedVersion: 0, columns, body }],
            transfers: [],
            jobs: [],
          },
          parties: { satkerId: bill.satkerId, vendorId: null },
          response: { id },
        };
      });
      const { id } = orRefused(outcome);
      return { id, url: `/api/v1/card-receipts/${id}` };
    },
  );

  app.get(
    '/api/v1/card-receipts/:id',
    {
      config: { action: 'cardBill.readReceipt' },
      schema: { tags: ['card bills'], summary: 'A photo of a receipt', params },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const { id } = request.params;
      const row = await readAs(deps.pool, scopeOf(asker), async (db) => {
        const { rows } = await db.query<{ satker_id: string; by_person: string; body: Buffer }>(
          'SELECT satker_id, by_person, body FROM card.receipt WHERE id = $1',
          [id],
        );
        return rows[0] ?? null;
      });
      // A holder sees what they brought themselves.
      if (!row || (asker.role === 'KKP_HOLDER' && row.by_person !== asker.personId))
        throw new Refused(refuse('not_found'));
      const owner = ownerOf(receiptTable, id, row);
      const at = { table: receiptTable, id, column: 'body', owner } as const;
      const photo = await deps.codec.decode<StoredReceipt>(row.body, at);
      return reply
        .header('cache-control', 'private, max-age=86400, immutable')
        .header('content-disposition', `inline; filename="kuitansi-${id.slice(0, 8)}.webp"`)
        .type(photo.type)
        .send(Buffer.from(photo.base64, 'base64'));
    },
  );
}
