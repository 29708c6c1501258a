/** Every error becomes a problem; what we did not expect says nothing of itself but a reference. */
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { type FieldFault, problemOf, problemType, Refused, statusOf } from './problem.ts';
import { langOf } from './wire.ts';

const BAD_REQUEST = 400;
const TOO_MANY = 429;
const MIB = 1024 * 1024;
export const MAX_BODY_BYTES = MIB;

export function answerError(error: FastifyError | Refused, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { refusal, errors, status } = refusalOf(error, request);
  if (refusal.code === 'unexpected') request.log.error({ err: error, reference: request.id }, 'unexpected');
  return sendProblem(request, reply, refusal, errors, status);
}

/** With what each request was refused, for whoever looks after the answer is sent (`journal/refusals.ts`). */
const refusals = new WeakMap<FastifyRequest, Refusal>();
export const refusedWith = (request: FastifyRequest): Refusal | undefined => refusals.get(request);

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  errors: readonly FieldFault[] = [],
  status: number = statusOf(refusal.code),
): FastifyReply {
  refusals.set(request, refusal);
  if (status === TOO_MANY && !reply.hasHeader('retry-after'))
    reply.header('retry-after', String(refusal.params.seconds ?? 60));
  const problem = { ...problemOf(refusal, langOf(request), request.id, errors), status };
  return reply.code(status).type(problemType).header('cache-control', 'no-store').send(JSON.stringify(problem));
}

function refusalOf(
  error: FastifyError | Refused,
  request: FastifyRequest,
): { refusal: Refusal; errors?: readonly FieldFault[]; status?: number } {
  if (error instanceof Refused) return { refusal: error.refusal, errors: error.errors };
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error.validation, request);
  // Data whose owner was forgotten (UU 27/2022): gone, not broken.
  if ('refusalCode' in error && error.refusalCode === 'data_erased') return { refusal: refuse('data_erased') };
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

const UNREADABLE: { readonly [code: string]: string } = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** What never became a request: too slow, too long, or no HTTP. Answered once, without a word of what was sent. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = UNREADABLE[error.code ?? ''] ?? '400 Bad Request';
  const body = JSON.stringify({
    type: '/problems/input_invalid',
    title: 'Permintaan tidak dapat dijalankan',
    status: Number(status.slice(0, 3)),
    code: 'input_invalid',
  });
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: ${problemType}\r\nX-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  socket.destroy(error);
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
    return { path, message: english ? `Check this field: ${withoutEcho(issue.message ?? '')}` : sentenceFor(path) };
  });
  const first = errors[0]?.path;
  return { refusal: refuse('input_invalid', { field: first === undefined || first === '' ? 'isi' : first }), errors };
}

/** The name of an entry that nobody knows was chosen by the sender: it is not repeated. */
const withoutEcho = (message: string): string =>
  message.startsWith('Unrecognized key') ? 'it holds an entry that is not known here' : message;

const sentenceFor = (path: string): string =>
  path === 'idempotency-key' ? 'Kirim kunci permintaan (Idempotency-Key) 8 sampai 80 huruf.' : 'Periksa isian ini.';
