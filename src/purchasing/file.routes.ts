/** Photos of an order: taken by anyone of its two sides, made small, stripped of where they were taken, kept with it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { actorOf, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { ownerOf } from '../journal/owner.ts';
import { type Decision, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { askerOf } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { idempotencyHeaders } from '../platform/http/wire.ts';
import type { OrderDeps } from './order.routes.ts';
import { orderById } from './order.store.ts';
import type { Order } from './order.ts';
import { cleanPhoto } from './photo.ts';

/** A phone's photo; the browser shrinks larger ones before sending. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;

const fileTable = 'purchasing.file';
interface StoredPhoto {
  readonly type: 'image/webp';
  readonly base64: string;
}

export function fileRoutes(app: App, deps: OrderDeps): void {
  app.post(
    '/api/v1/orders/:id/files',
    {
      config: { action: 'file.add' },
      schema: {
        tags: ['orders'],
        summary: 'Adds a photo (multipart, field `file`); JPEG, PNG or WebP up to 10 MB',
        headers: idempotencyHeaders,
        params: z.object({ id: z.uuid() }),
        consumes: ['multipart/form-data'],
        response: { 200: z.object({ id: z.uuid(), url: z.string() }) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const order = await readAs(deps.pool, scopeOf(asker), (db) => orderById(db, deps.codec, request.params.id));
      if (!order) throw new Refused(refuse('not_found'));
      const part = await request.file({ limits: { fileSize: MAX_PHOTO_BYTES, files: 1 } });
      if (!part) throw new Refused(refuse('file_invalid', { kind: 'foto' }));
      const bytes = await part.toBuffer();
      const photo = await shrunk(bytes);
      const command = {
        key: request.headers['idempotency-key'],
        request: JSON.stringify(['file', order.id, createHash('sha256').update(bytes).digest('base64url')]),
        actor: actorOf(asker, request),
        at: deps.clock(),
      };
      const outcome = await runCommand(deps, command, async (cause) => {
        const decision = stored(order, asker.personId, photo, cause);
        const parties = { satkerId: order.satkerId, vendorId: order.vendorId };
        return { decision, parties, response: { id: derivedId(cause, 'file') } };
      });
      const { id } = orRefused(outcome);
      return { id, url: `/api/v1/files/${id}` };
    },
  );

  app.get(
    '/api/v1/files/:id',
    {
      config: { action: 'file.read' },
      schema: { tags: ['orders'], summary: 'A photo of an order', params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const { id } = request.params;
      const row = await readAs(deps.pool, scopeOf(askerOf(request)), async (db) => {
        const { rows } = await db.query<{ satker_id: string; body: Buffer }>(
          `SELECT satker_id, body FROM ${fileTable} WHERE id = $1`,
          [id],
        );
        return rows[0] ?? null;
      });
      if (!row) throw new Refused(refuse('not_found'));
      const owner = ownerOf(fileTable, id, row);
      const photo = await deps.codec.decode<StoredPhoto>(row.body, { table: fileTable, id, column: 'body', owner });
      return reply
        .header('cache-control', 'private, max-age=86400, immutable')
        .header('content-disposition', `inline; filename="foto-${id.slice(0, 8)}.webp"`)
        .type(photo.type)
        .send(Buffer.from(photo.base64, 'base64'));
    },
  );
}

/** Turned upright, shrunk, without metadata. Refuses what is no picture. */
async function shrunk(bytes: Buffer): Promise<StoredPhoto> {
  const photo = await cleanPhoto(bytes);
  if (!photo) throw new Refused(refuse('file_invalid', { kind: 'foto' }));
  return { type: photo.type, base64: photo.bytes.toString('base64') };
}

function stored(order: Order, personId: string, photo: StoredPhoto, cause: string): Decision {
  const id = derivedId(cause, 'file');
  return {
    ok: true,
    events: [{ type: 'order.photo_added', aggregate: 'order', aggregateId: order.id, payload: { fileId: id } }],
    rows: [
      {
        table: fileTable,
        id,
        expectedVersion: 0,
        columns: { order_id: order.id, satker_id: order.satkerId, vendor_id: order.vendorId, by_person: personId },
        body: { ...photo },
      },
    ],
    transfers: [],
    jobs: [],
  };
}
