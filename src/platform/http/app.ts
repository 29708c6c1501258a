/** The HTTP server: schemas as one source for checking, types and OpenAPI; problems; headers; the built web app. */
import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Permissions } from '../../kernel/permission.ts';
import type { Asker } from './asker.ts';
import { takeReports, type Violation } from './csp-reports.ts';
import { description } from './describe.ts';
import { isCounted, openDoors } from './doors.ts';
import { answerError, answerUnreadable, MAX_BODY_BYTES } from './errors.ts';
import { subscriberOf } from './flood.ts';
import { readJsonCarefully } from './json-body.ts';
import { listener, type TlsFiles } from './listener.ts';
import { loggerOptions } from './log.ts';
import { guardRoutes } from './permission.ts';
import { apiHeaders, pageHeaders } from './security.ts';
import { serveWeb } from './web.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface AppOptions {
  /** The matrix of permissions: every route of the API names an action that is in it. */
  readonly permissions: Permissions;
  /** Whose session the request carries; null for nobody. */
  readonly authenticate: (request: FastifyRequest) => Promise<Asker | null>;
  /** The built web app; null serves the API alone. */
  readonly webDir: string | null;
  /** Behind TLS: HSTS and secure cookies. */
  readonly secure: boolean;
  /** A stream stands for the process's own output. */
  readonly log: boolean | NodeJS.WritableStream;
  /** Requests a minute for one person or, signed out, one address. Infinity: nobody is held to anything, for scanners. */
  readonly perMinute?: number;
  /** Where people reach it; pages of another origin may not write. */
  readonly publicUrl?: string;
  /** CIDR ranges of the proxies whose `X-Forwarded-For` is believed; nobody's unless said. */
  readonly trustedProxies?: readonly string[];
  readonly tls?: TlsFiles | null;
  /** A browser has stopped something that a page of ours tried, for the first time. */
  readonly onViolation?: (violation: Violation) => void;
}

const PER_MINUTE = 600;
/** What an office of many people behind one address may send beside one person. */
const PEOPLE_PER_ADDRESS = 20;
/** Credentials nobody knows that one address may send in a minute: sessions that ended, and no more. */
const UNKNOWN_PER_ADDRESS = 240;
const MAX_PARAM_CHARS = 120;

/** The server without its rooms: add routes, then `listen` or `inject`. */
export async function createApp(options: AppOptions): Promise<App> {
  const { webDir, secure, trustedProxies = [], perMinute = PER_MINUTE } = options;
  // No hook runs for a request that the framework itself refuses.
  const errorHeaders = { ...pageHeaders(options.webDir, options.secure), ...apiHeaders };
  const app: App = Fastify({
    logger: options.log === false ? false : loggerOptions(options.log === true ? undefined : options.log),
    genReqId: () => `DS-${randomBytes(4).toString('hex').toUpperCase()}`,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: MAX_PARAM_CHARS },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    serverFactory: listener({ tls: options.tls ?? null, perAddress: trustedProxies.length === 0 }),
    // A path that cannot be read never reaches a route; it is answered as every other error.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply.headers(errorHeaders)),
    clientErrorHandler: answerUnreadable,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  // What a form of another site can send without asking is not read.
  app.removeContentTypeParser('text/plain');
  readJsonCarefully(app);
  app.decorateRequest('asker', null);

  await app.register(cookie);
  await app.register(multipart, { limits: { files: 1, fields: 5, fieldSize: 2_000 } });
  openDoors(app, {
    authenticate: options.authenticate,
    publicUrl: options.publicUrl ?? 'http://127.0.0.1',
    webDir,
    secure,
    perAddress: perMinute * PEOPLE_PER_ADDRESS,
    unknownPerAddress: UNKNOWN_PER_ADDRESS,
  });
  await app.register(rateLimit, {
    max: Number.isFinite(perMinute) ? perMinute : Number.MAX_SAFE_INTEGER,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.asker?.personId ?? subscriberOf(request.ip),
    // The app's own files are cheap, and an office shares one address.
    allowList: (request) => !Number.isFinite(perMinute) || !isCounted(request),
  });
  guardRoutes(app, options.permissions);
  await app.register(swagger, description(options.permissions));
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  // Large, and the same for everybody: written once, so that many slow readers share one copy.
  let document: Buffer | null = null;
  app.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    document ??= Buffer.from(JSON.stringify(app.swagger()));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  takeReports(app, (violation) => {
    app.log.warn({ ...violation }, 'a browser stopped something on a page of ours');
    options.onViolation?.(violation);
  });
  await serveWeb(app, webDir);
  return app;
}
