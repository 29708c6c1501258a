/**
 * The sandbox bank: a program of its own, with its own database, that speaks SNAP as BRI, BNI, Mandiri or BCA would.
 * It never answers "success" before the money is committed, so it may be killed at any moment.
 */
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { accountSimulationRoutes } from './accounts/simulation.routes.ts';
import type { Bank } from './bank.ts';
import { cardSimulationRoutes } from './bills/simulation.routes.ts';
import { cardTurn } from './cards/turn.ts';
import { openClock } from './clock.ts';
import { type BankConfig, termsOf } from './config.ts';
import { migrate } from './db/migrate.ts';
import { openPool } from './db/pool.ts';
import { statementSimulationRoutes } from './exports/simulation.routes.ts';
import { openFaultDesk } from './faults/desk.ts';
import { faultRoutes } from './faults/fault.routes.ts';
import { paymentFileRoutes } from './files/simulation.routes.ts';
import { guardSimulationDoors } from './loopback.ts';
import { deliverDueNotices } from './notices/delivery.ts';
import { cardPageRoutes } from './pages/card.routes.ts';
import { qrisRoutes } from './pages/qris.routes.ts';
import { simulationRoutes } from './pages/simulation.routes.ts';
import { openBuckets } from './snap/rate.ts';
import { SNAP_PREFIX, snapRoutes } from './snap/routes.ts';
import { rsaMatches, rsaSign } from './snap/signature.ts';
import { startTicker } from './ticker.ts';
import { returnDueTransfers } from './transfers/returns.ts';
import { settleDueTransfers } from './transfers/settlement.ts';
import { transferSimulationRoutes } from './transfers/simulation.routes.ts';
import { vaSimulationRoutes } from './va/simulation.routes.ts';

export type { BankConfig } from './config.ts';

const NOTICE_TICK_MS = 1_000;
const SETTLEMENT_TICK_MS = 1_000;

/** Migrates the schema, starts the loops and listens. `url` is where it listens, for tests with port 0. */
export async function startBank(config: BankConfig): Promise<{ close(): Promise<void>; url: string }> {
  requireKeyPair(config.keys);
  const db = openPool(config.databaseUrl);
  const logController = new LogController({ disableRequestLogging: true });
  const app = Fastify({ logger: config.log ?? false, logController, forceCloseConnections: true });
  try {
    await migrate(db);
    const clock = await openClock(db, config.now ?? (() => new Date()));
    const notices: { queued: () => void } = { queued: () => undefined };
    const bank: Bank = {
      db,
      terms: termsOf(config),
      publicUrl: config.publicUrl.replace(/\/$/, ''),
      privateKeyPem: config.keys.bankPrivateKeyPem,
      now: clock.now,
      wireNow: () => new Date(),
      log: app.log,
      noticeQueued: () => notices.queued(),
      buckets: openBuckets(config.rateLimit ?? null),
      faults: await openFaultDesk(db),
    };
    logAnswers(app);
    guardSimulationDoors(app, config.host);
    await app.register(async (snap) => snapRoutes(snap, bank), { prefix: SNAP_PREFIX });
    await app.register(async (pages) => cardPageRoutes(pages, bank));
    await app.register(async (pages) => simulationRoutes(pages, bank));
    await app.register(async (doors) => accountSimulationRoutes(doors, bank, clock));
    await app.register(async (doors) => transferSimulationRoutes(doors, bank));
    await app.register(async (doors) => vaSimulationRoutes(doors, bank));
    await app.register(async (doors) => statementSimulationRoutes(doors, bank));
    await app.register(async (doors) => paymentFileRoutes(doors, bank));
    await app.register(async (doors) => faultRoutes(doors, bank));
    await app.register(async (doors) => cardSimulationRoutes(doors, bank));
    await app.register(async (doors) => qrisRoutes(doors, bank));
    const url = await app.listen({ port: config.port, host: config.host });

    const delivery = startTicker(() => deliverDueNotices(bank), NOTICE_TICK_MS, app.log);
    notices.queued = delivery.nudge;
    const settlement = startTicker(
      async () => {
        await settleDueTransfers(bank);
        await returnDueTransfers(bank);
        await cardTurn(bank);
      },
      SETTLEMENT_TICK_MS,
      app.log,
    );
    const close = async (): Promise<void> => {
      await app.close();
      await Promise.all([delivery.stop(), settlement.stop()]);
      await db.end();
    };
    return { close, url };
  } catch (error) {
    await app.close();
    await db.end();
    throw error;
  }
}

/** Route, status and time only: addresses of card pages are secrets, bodies carry account data. */
function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    app.log.info({ method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
  });
}

function requireKeyPair(keys: BankConfig['keys']): void {
  const probe = 'bank sandbox key pair';
  if (!rsaMatches(keys.bankPublicKeyPem, probe, rsaSign(keys.bankPrivateKeyPem, probe))) {
    throw new Error('bank keys: the public key does not belong to the private key');
  }
}
