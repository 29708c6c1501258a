/** How the API describes itself: OpenAPI 3.1 from the schemas it runs on, with who may call what with which proof. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Permissions } from '../../kernel/permission.ts';

const session = [{ session: [] }];
/** Actions that integrations may be given too. */
const sessionOrKey = [...session, { serviceKey: [] }];

export function description(permissions: Permissions): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Digipay Satu',
        version: '1',
        description:
          'Shopping and non-cash payment for government work units. Rupiah are strings of digits. Commands carry an `Idempotency-Key` and `X-Digipay: 1`. Errors are RFC 9457 problems with a `code`.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'digipay_session' },
          serviceKey: { type: 'http', scheme: 'bearer', bearerFormat: 'dgs_<env>_<key id>_<secret>' },
        },
      },
      security: session,
    },
    transform(data) {
      const described = jsonSchemaTransform(data);
      const roles = permissions[data.route.config?.action ?? '']?.roles;
      const forKeys = Array.isArray(roles) && roles.includes('SERVICE');
      return forKeys ? { ...described, schema: { ...described.schema, security: sessionOrKey } } : described;
    },
    transformObject: jsonSchemaTransformObject,
  };
}
