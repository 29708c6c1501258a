/** One's own data over HTTP: shown, taken along, and asked to be erased (UU 27/2022 art. 7, 8, 13). */
import { z } from 'zod';
import { actorOf, scopeOf } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { dateLong, localDate } from '../kernel/time.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { idempotencyHeaders, langOf } from '../platform/http/wire.ts';
import { rulesOn } from '../regulation/rules.ts';
import { askErasure, type Erasure, erasureMachine, withdrawErasure } from './erasure.ts';
import { categories, type Words } from './notice.ts';
import { livingErasure, type OwnOffice, ownActs, ownOffices, ownRecord } from './privacy.store.ts';

export interface PrivacyDeps extends Door {
  readonly clock: () => Date;
}

const tags = ['privacy'];
const erasureView = z.object({
  state: z.string(),
  label: z.string(),
  askedAt: z.string(),
  holdUntil: z.string().nullable(),
});
const privacyView = z.object({
  categories: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      purpose: z.string(),
      basis: z.string(),
      kept: z.string(),
      /** What is kept, row by row; empty where only the existence is told. */
      rows: z.array(z.object({ what: z.string(), value: z.string() })),
    }),
  ),
  /** Years for which financial records are kept after the last act. */
  retentionYears: z.int(),
  retentionBasis: z.string(),
  /** Hours within which a request is answered. */
  answerHours: z.int(),
  erasure: erasureView.nullable(),
});
/** A copy is made rarely, and reads much. */
const rare = { rateLimit: { max: 12, timeWindow: '1 minute' } };

export function privacyRoutes(app: App, deps: PrivacyDeps): void {
  app.get(
    '/api/v1/privacy',
    {
      config: { action: 'privacy.read' },
      schema: { tags, summary: 'What is kept about the asker, why and how long', response: { 200: privacyView } },
    },
    async (request) => {
      const asker = askerOf(request);
      const language = langOf(request);
      const rules = rulesOn('APBN', localDate(deps.clock(), asker.zone));
      return readAs(deps.pool, scopeOf(asker), async (db) => {
        const kept = await keptOf(db, deps, asker, language);
        const erasure = await livingErasure(db, deps.codec, asker.personId);
        return {
          categories: categories.map(({ key, ...words }) => ({
            key,
            title: words.title[language],
            purpose: words.purpose[language],
            basis: words.basis[language],
            kept: words.kept[language],
            rows: [...kept[key]],
          })),
          retentionYears: rules.get('privacy.retention.years'),
          retentionBasis: rules.basis('privacy.retention.years'),
          answerHours: rules.get('privacy.answer.hours'),
          erasure: erasure && viewOf(erasure),
        };
      });
    },
  );

  app.get(
    '/api/v1/privacy/copy',
    {
      config: { ...rare, action: 'privacy.read' },
      schema: {
        tags,
        summary: 'A copy of the asker’s data in a form that machines read; 500 acts at a time, newest first',
        querystring: z.object({
          before: z
            .string()
            .regex(/^\d{1,18}$/)
            .optional(),
        }),
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const { codec } = deps;
      const copy = await readAs(deps.pool, scopeOf(asker), async (db) => {
        const record = await ownRecord(db, codec, asker.personId);
        const offices = await ownOffices(db, codec, asker.personId);
        const { acts, next } = await ownActs(db, codec, asker.personId, request.query.before ?? null);
        if (!record) return null;
        const { version: _version, ...person } = record;
        return { format: 'digipay-satu/person/1', madeAt: deps.clock().toISOString(), person, offices, acts, next };
      });
      if (!copy) throw new Refused(refuse('not_found'));
      return reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'attachment; filename="data-saya.json"')
        .send(JSON.stringify(copy, null, 2));
    },
  );

  const decideOnErasure = async (
    request: Parameters<typeof actorOf>[1] & {
      readonly asker: Asker | null;
      readonly headers: { 'idempotency-key': string };
    },
    asker: Asker,
    said: string,
    decide: (living: Erasure | null, cause: string) => Decision | Refusal,
  ) => {
    const command = {
      key: request.headers['idempotency-key'],
      request: said,
      actor: actorOf(asker, request),
      at: deps.clock(),
    };
    const outcome = await runCommand(deps, command, (cause) =>
      readAs(deps.pool, scopeOf(asker), async (db) => {
        const decision = decide(await livingErasure(db, deps.codec, asker.personId), cause);
        if (!decision.ok) return decision;
        return { decision, parties: { satkerId: null, vendorId: null }, response: {} };
      }),
    );
    orRefused(outcome);
    const erasure = await readAs(deps.pool, scopeOf(asker), (db) => livingErasure(db, deps.codec, asker.personId));
    return { erasure: erasure && viewOf(erasure) };
  };
  const answer = { 200: z.object({ erasure: erasureView.nullable() }) };

  app.post(
    '/api/v1/privacy/erasure',
    {
      config: { ...rare, action: 'privacy.erase' },
      schema: {
        tags,
        summary: 'Asks that the asker’s data be erased once nothing stands against it',
        headers: idempotencyHeaders,
        body: z.object({ reason: z.string().trim().max(1_000).default('') }),
        response: answer,
      },
    },
    (request) => {
      const asker = askerOf(request);
      const { reason } = request.body;
      return decideOnErasure(request, asker, JSON.stringify(['erasure', reason]), (living, cause) =>
        askErasure(living, asker.personId, reason, { now: deps.clock(), cause }),
      );
    },
  );

  app.post(
    '/api/v1/privacy/erasure/withdraw',
    {
      config: { ...rare, action: 'privacy.erase' },
      schema: {
        tags,
        summary: 'Takes the request back',
        headers: idempotencyHeaders,
        body: z.object({}),
        response: answer,
      },
    },
    (request) =>
      decideOnErasure(request, askerOf(request), 'erasure withdrawn', (living) =>
        living ? withdrawErasure(living) : refuse('not_found'),
      ),
  );
}

const viewOf = ({ state, askedAt, holdUntil }: Erasure) => ({
  state,
  label: erasureMachine.states[state],
  askedAt,
  holdUntil,
});

type Rows = readonly { readonly what: string; readonly value: string }[];
const said = (words: Words, language: 'id' | 'en', value: string | null | undefined): Rows =>
  value ? [{ what: words[language], value }] : [];

async function keptOf(db: Queryable, { codec }: PrivacyDeps, { personId }: Asker, language: 'id' | 'en') {
  const record = await ownRecord(db, codec, personId);
  const offices = await ownOffices(db, codec, personId);
  const { acts, next } = await ownActs(db, codec, personId, null);
  const more = next === null ? '' : '+';
  const person = [
    said({ id: 'Nama', en: 'Name' }, language, record?.name),
    said({ id: 'E-mail', en: 'E-mail' }, language, record?.email),
    said({ id: 'NIK', en: 'NIK' }, language, record?.nik),
    said({ id: 'NIP', en: 'NIP' }, language, record?.nip),
    said({ id: 'Telepon', en: 'Phone' }, language, record?.phone),
  ].flat();
  const office = offices.map((held) => ({ what: held.role, value: heldSince(held, language) }));
  const done = said(
    { id: 'Tercatat', en: 'Recorded' },
    language,
    language === 'id' ? `${acts.length}${more} tindakan` : `${acts.length}${more} acts`,
  );
  return { person, office, proof: [] as Rows, acts: done };
}

/** `Balai Contoh, sejak 2 Januari 2026, SK KEP-001/2026`. */
function heldSince({ officeName, validFrom, validTo, decree }: OwnOffice, language: 'id' | 'en'): string {
  const [since, until, by] = language === 'id' ? ['sejak', 'sampai', 'SK'] : ['since', 'until', 'decree'];
  return [
    officeName,
    `${since} ${dateLong(validFrom, language)}`,
    ...(validTo === null ? [] : [`${until} ${dateLong(validTo, language)}`]),
    ...(decree === '' ? [] : [`${by} ${decree}`]),
  ].join(', ');
}
