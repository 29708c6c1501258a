/** Every error becomes a problem; what we did not expect says nothing of itself but a reference. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { type FieldFault, problemOf, problemType, Refused, statusOf } from './problem.ts';
import { langOf } from './wire.ts';

const BAD_REQUEST = 400;
const MIB = 1024 * 1024;
export const MAX_BODY_BYTES = MIB;

export function answerError(error: FastifyError | Refused, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { refusal, errors, status } = refusalOf(error, request);
  if (refusal.code === 'unexpected') request.log.error({ err: error, reference: request.id }, 'unexpected');
  return sendProblem(request, reply, refusal, errors, status);
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  errors: readonly FieldFault[] = [],
  status: number = statusOf(refusal.code),
): FastifyReply {
  const problem = { ...problemOf(refusal, langOf(request), request.id, errors), status };
  return reply.code(status).type(problemType).header('cache-control', 'no-store').send(JSON.stringify(problem));
}

function refusalOf(
  error: FastifyError | Refused,
  request: FastifyRequest,
): { refusal: Refusal; errors?: readonly FieldFault[]; status?: number } {
  if (error instanceof Refused) return { refusal: error.refusal, errors: error.errors };
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error.validation, request);
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { refusal: refuse('body_too_large', { max: `${MAX_BODY_BYTES / MIB} MB` }) };
    case 'FST_REQ_FILE_TOO_LARGE':
      return { refusal: refuse('body_too_large', { max: '10 MB' }) };
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return { refusal: refuse('not_found') };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { refusal: refuse('input_invalid', { field: 'Content-Type' }), status: 415 };
  }
  const status = error.statusCode ?? 500;
  if (status === 429) return { refusal: refuse('too_many_requests', { seconds: '60' }) };
  if (status >= 400 && status < 500)
    return { refusal: refuse('input_invalid', { field: 'JSON' }), status: BAD_REQUEST };
  return { refusal: refuse('unexpected', { reference: request.id }) };
}

interface Issue {
  readonly instancePath: string;
  readonly message?: string | undefined;
  readonly params?: unknown;
}

function invalid(issues: readonly Issue[], request: FastifyRequest) {
  const english = langOf(request) === 'en';
  const errors = issues.map((issue): FieldFault => {
    const path = issue.instancePath.replace(/^\//, '').replaceAll('/', '.');
    return { path, message: english ? `Check this field: ${issue.message ?? ''}` : sentenceFor(path) };
  });
  const first = errors[0]?.path;
  return { refusal: refuse('input_invalid', { field: first === undefined || first === '' ? 'isi' : first }), errors };
}

const sentenceFor = (path: string): string =>
  path === 'idempotency-key' ? 'Kirim kunci permintaan (Idempotency-Key) 8 sampai 80 huruf.' : 'Periksa isian ini.';
