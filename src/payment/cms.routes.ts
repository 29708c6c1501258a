/** The CMS of a satker over HTTP: its levels and limits at the bank it pays from, and the vendors' standing accounts. */
import { z } from 'zod';
import { actorOf, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/decision.ts';
import { money } from '../kernel/money.ts';
import { localDate } from '../kernel/time.ts';
import { toConfirm } from '../organisation/confirmation.ts';
import { bankName } from '../organisation/masking.ts';
import { satkerById } from '../organisation/organisation.store.ts';
import type { Satker } from '../organisation/satker.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { idempotencyHeaders, rupiah } from '../platform/http/wire.ts';
import { rulesOf } from '../purchasing/amounts.ts';
import { stepUp } from '../purchasing/order.commands.ts';
import { confirmed } from '../purchasing/step-up.ts';
import type { ActDeps } from './act.ts';
import { type CmsSetting, cmsId, cmsRow, cmsSetting } from './cms.store.ts';
import { defaultLevels, LEVELS, type Levels, levelsFault, RELEASERS } from './level.ts';
import { payeesSeen } from './payee.store.ts';

const amount = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform((digits) => BigInt(digits))
  .nullable()
  .default(null);

const command = z.object({
  levels: z.array(z.enum(LEVELS)).min(2).max(4),
  releaser: z.enum(RELEASERS).default('PPSPM'),
  limits: z.object({ CHECKER: amount, APPROVER: amount, RELEASER: amount }),
  decree: z.object({ number: z.string().trim().min(3).max(80), date: z.iso.date() }),
  basis: z.string().trim().min(5).max(300),
  stepUp: stepUp.optional(),
});

const limits = z.object({ CHECKER: rupiah.nullable(), APPROVER: rupiah.nullable(), RELEASER: rupiah.nullable() });
const view = z
  .object({
    bank: z.string(),
    accountNo: z.string(),
    levels: z.array(z.enum(LEVELS)),
    releaser: z.enum(RELEASERS),
    limits,
    /** Null while the regulation's default holds. */
    set: z
      .object({
        decree: z.object({ number: z.string(), date: z.string() }),
        basis: z.string(),
        by: z.string(),
        role: z.string(),
        at: z.string(),
      })
      .nullable(),
    /** Legal basis of the default. */
    rule: z.string(),
    maySet: z.boolean(),
  })
  .meta({ id: 'CmsSetting' });

const outcome = z.object({
  cms: view.nullable(),
  confirm: z
    .object({ digest: z.string(), says: z.array(z.object({ what: z.string(), value: z.string() })) })
    .nullable(),
});

const payees = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      vendorId: z.uuid(),
      vendor: z.string(),
      state: z.enum(['GOOD', 'HELD', 'FROZEN']),
      account: z.object({ bank: z.string(), accountNo: z.string(), name: z.string() }),
      nameAtBank: z.string().nullable(),
      referenceNo: z.string().nullable(),
      checkedAt: z.string().nullable(),
    }),
  ),
});

type Wanted = Omit<z.output<typeof command>, 'stepUp'>;
const MAY_SET: readonly string[] = ['ADMIN_SATKER', 'KPA'];
const slow = { rateLimit: { max: 30, timeWindow: '1 minute' } };

export function cmsRoutes(app: App, deps: ActDeps): void {
  app.get(
    '/api/v1/cms',
    {
      config: { action: 'cms.read' },
      schema: { tags: ['payments'], summary: 'Levels and limits of the satker’s CMS', response: { 200: view } },
    },
    async (request) => {
      const asker = askerOf(request);
      return orRefused(await readAs(deps.pool, scopeOf(asker), (db) => viewOf(db, deps, asker)));
    },
  );

  app.post(
    '/api/v1/cms',
    {
      config: { action: 'cms.set', ...slow },
      schema: {
        tags: ['payments'],
        summary: 'Sets levels and limits by decree; without a code it answers what is to be confirmed',
        headers: idempotencyHeaders,
        body: command,
        response: { 200: outcome },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { stepUp: given, ...wanted } = request.body;
      const at = deps.clock();
      const found = await readAs(deps.pool, scopeOf(asker), (db) => ownSatker(db, deps, asker));
      const satker = orRefused(found);
      const levels = orRefused(levelsOf(wanted, satker, at));
      const confirm = toConfirm(
        'cms.set',
        cmsId(satker.id, satker.account.bankCode),
        saysOf(satker, wanted),
        asker.assignmentId,
      );
      if (given === undefined) return { cms: null, confirm };
      const request_ = JSON.stringify(['cms.set', confirm.digest]);
      const actor = actorOf(asker, request);
      orRefused(
        await runCommand(
          deps,
          { key: request.headers['idempotency-key'], request: request_, actor, at },
          async (cause) => {
            const before = await readAs(deps.pool, scopeOf(asker), (db) =>
              cmsSetting(db, deps.codec, satker.id, satker.account.bankCode),
            );
            const next: CmsSetting = {
              id: cmsId(satker.id, satker.account.bankCode),
              version: (before?.version ?? 0) + 1,
              satkerId: satker.id,
              bankCode: satker.account.bankCode,
              levels,
              decree: wanted.decree,
              basis: wanted.basis,
              by: asker.name,
              role: asker.role,
              at: at.toISOString(),
            };
            if (before && sameSetting(before, next)) return refuse('nothing_changed');
            const proof = { digest: confirm.digest, personId: asker.personId, by: actor, given, command: cause };
            const unconfirmed = await confirmed(deps.verifyCode, proof);
            if (unconfirmed) return unconfirmed;
            const payload = {
              before: before && { levels: [...before.levels.order], limits: { ...before.levels.limits } },
              after: { levels: [...levels.order], releaser: levels.releaser, limits: { ...levels.limits } },
              decree: { ...wanted.decree },
              basis: wanted.basis,
            };
            const event = { type: 'cms.set', aggregate: 'cms', aggregateId: next.id, payload };
            return {
              decision: {
                ok: true,
                events: [event],
                rows: [cmsRow(next, before?.version ?? 0)],
                transfers: [],
                jobs: [],
              },
              parties: { satkerId: satker.id, vendorId: null },
              response: {},
            };
          },
        ),
      );
      const cms = orRefused(await readAs(deps.pool, scopeOf(asker), (db) => viewOf(db, deps, asker)));
      return { cms, confirm: null };
    },
  );

  app.get(
    '/api/v1/payees',
    {
      config: { action: 'payee.list' },
      schema: {
        tags: ['payments'],
        summary: 'Standing accounts of vendors, and what the bank said of them',
        response: { 200: payees },
      },
    },
    async (request) => {
      const items = await readAs(deps.pool, scopeOf(askerOf(request)), (db) => payeesSeen(db, deps.codec));
      return {
        items: items.map(({ id, vendorId, vendorName, state, account, check }) => ({
          id,
          vendorId,
          vendor: vendorName,
          state,
          account: { bank: bankName(account.bankCode), accountNo: account.accountNo, name: account.name },
          nameAtBank: check?.nameAtBank ?? null,
          referenceNo: check?.referenceNo ?? null,
          checkedAt: check?.at ?? null,
        })),
      };
    },
  );
}

const sameSetting = (a: CmsSetting, b: CmsSetting): boolean =>
  [a.levels, a.decree, a.basis].map(said).join() === [b.levels, b.decree, b.basis].map(said).join();
const said = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? one.toString() : one));

async function ownSatker(db: Queryable, deps: ActDeps, asker: Asker): Promise<Satker | Refusal> {
  const satker = await satkerById(db, deps.codec, asker.satkerId ?? '');
  if (!satker) return refuse('not_found');
  return satker.account.bankCode === '' ? refuse('profile_incomplete', { missing: 'account' }) : satker;
}

/** In their order, whatever order they came in. */
function levelsOf({ levels, releaser, limits: wanted, decree }: Wanted, satker: Satker, now: Date): Levels | Refusal {
  const order = LEVELS.filter((level) => levels.includes(level));
  const made: Levels = { order, releaser, limits: wanted };
  const fault = levelsFault(made) ?? (order.length === levels.length ? null : 'levels');
  if (fault !== null) return refuse('input_invalid', { field: fault });
  return decree.date > localDate(now, satker.zone) ? refuse('input_invalid', { field: 'decree.date' }) : made;
}

function saysOf(satker: Satker, { levels, releaser, limits: wanted, decree, basis }: Wanted) {
  return [
    { what: 'bank', value: `${bankName(satker.account.bankCode)} ${satker.account.accountNo}` },
    { what: 'levels', value: levels.join(' → ') },
    { what: 'releaser', value: levels.includes('RELEASER') ? releaser : '–' },
    ...(['CHECKER', 'APPROVER', 'RELEASER'] as const).flatMap((level) => {
      const limit = wanted[level];
      return levels.includes(level) ? [{ what: `limit.${level}`, value: limit === null ? '–' : money(limit) }] : [];
    }),
    { what: 'decree', value: `${decree.number}, ${decree.date}` },
    { what: 'basis', value: basis },
  ];
}

async function viewOf(db: Queryable, deps: ActDeps, asker: Asker): Promise<z.output<typeof view> | Refusal> {
  const satker = await ownSatker(db, deps, asker);
  if (isRefusal(satker)) return satker;
  const setting = await cmsSetting(db, deps.codec, satker.id, satker.account.bankCode);
  const rules = rulesOf(null, satker.regime, deps.clock(), satker.zone);
  const levels = setting?.levels ?? defaultLevels(rules);
  const printed = (limit: bigint | null | undefined) => limit?.toString() ?? null;
  const { CHECKER, APPROVER, RELEASER } = levels.limits;
  return {
    bank: bankName(satker.account.bankCode),
    accountNo: satker.account.accountNo,
    levels: [...levels.order],
    releaser: levels.releaser,
    limits: { CHECKER: printed(CHECKER), APPROVER: printed(APPROVER), RELEASER: printed(RELEASER) },
    set: setting && {
      decree: { ...setting.decree },
      basis: setting.basis,
      by: setting.by,
      role: setting.role,
      at: setting.at,
    },
    rule: rules.basis('cms.levels'),
    maySet: MAY_SET.includes(asker.role),
  };
}
