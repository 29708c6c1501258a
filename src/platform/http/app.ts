/** The HTTP server: schemas as one source for checking, types and OpenAPI; problems; headers; the built web app. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
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
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { refuse } from '../../kernel/decision.ts';
import type { Permissions } from '../../kernel/permission.ts';
import type { Asker } from './asker.ts';
import { answerError, MAX_BODY_BYTES, sendProblem } from './errors.ts';
import { guardRoutes } from './permission.ts';
import { Refused } from './problem.ts';
import { helmetOptions } from './security.ts';

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
  readonly log: boolean;
  /** Requests a minute for one person or, signed out, one address. */
  readonly perMinute?: number;
}

const PER_MINUTE = 600;
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** The server without its rooms: add routes, then `listen` or `inject`. */
export async function createApp(options: AppOptions): Promise<App> {
  const app: App = Fastify({
    // Secrets never reach the log: neither headers nor bodies are written.
    logger: options.log ? { level: 'warn' } : false,
    genReqId: () => `DS-${randomBytes(4).toString('hex').toUpperCase()}`,
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: false,
    // A path that cannot be read never reaches a route; it is answered as every other error.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  // What a form of another site can send without asking is not read.
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('asker', null);

  await app.register(cookie);
  await app.register(helmet, helmetOptions(options.webDir, options.secure));
  await app.register(multipart, { limits: { files: 1, fields: 5, fieldSize: 2_000 } });
  app.addHook('onRequest', async (request) => {
    if (ofApi(request)) request.asker = await options.authenticate(request);
  });
  await app.register(rateLimit, {
    max: options.perMinute ?? PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.asker?.personId ?? request.ip,
    // The app's own files are cheap, and an office shares one address.
    allowList: (request) => !ofApi(request) && !(request.routeOptions.url ?? '').startsWith('/bank/'),
  });
  app.addHook('onRequest', refuseForeignWrites);
  guardRoutes(app, options.permissions);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Digipay Satu',
        version: '1',
        description:
          'Shopping and non-cash payment for government work units. Rupiah are strings of digits. Commands carry an `Idempotency-Key` and `X-Digipay: 1`. Errors are RFC 9457 problems with a `code`.',
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'digipay_session' } },
      },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await serveWeb(app, options.webDir);
  return app;
}

/** By the route that was found, not by the spelling of the address: `/%61pi/` leads to the same place. */
const ofApi = (request: FastifyRequest): boolean => (request.routeOptions.url ?? request.url).startsWith('/api/');

/** A page of another site cannot set this header without asking first (and is not answered when it asks). */
async function refuseForeignWrites(request: FastifyRequest): Promise<void> {
  if (SAFE_METHODS.includes(request.method) || !ofApi(request)) return;
  if (request.headers['x-digipay'] !== '1') {
    throw new Refused(refuse('input_invalid', { field: 'X-Digipay' }));
  }
}

async function serveWeb(app: App, webDir: string | null): Promise<void> {
  const built = webDir !== null && existsSync(webDir);
  if (built) {
    await app.register(fastifyStatic, {
      root: webDir,
      wildcard: false,
      index: false,
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const page = built && request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (page && !/^\/(api|bank)\//.test(request.url)) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    }
    return sendProblem(request, reply, refuse('not_found'));
  });
}
