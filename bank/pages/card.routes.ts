/** HTTP of the hosted card page. The unguessable address is what admits the holder; there are no cookies. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bank } from '../bank.ts';
import { cardByToken } from '../cards/card.ts';
import {
  type Complaint,
  cancelSession,
  confirmCode,
  failAuthentication,
  presentCard,
  sendAnotherCode,
} from '../cards/payment.ts';
import { isRunning, type Session, sessionBySecret, withLockedSession } from '../cards/session.ts';
import { cardPage, notFoundPage, pathOf, phonePage } from './card-page.ts';
import { sendPage } from './layout.ts';
import { languageOf } from './words.ts';

/** A form holds a card number, a date or a code. */
const MAX_FORM_BYTES = 4_096;

interface Params {
  secret: string;
}

export async function cardPageRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );

  app.get<{ Params: Params }>('/kartu/:secret', async (request, reply) => {
    const session = await current(bank, request.params.secret);
    if (session === null) return sendPage(reply, 404, notFoundPage(languageOf(request.query)));
    return show(bank, request, reply, 200, session, null);
  });

  app.post<{ Params: Params }>('/kartu/:secret/kartu', async (request, reply) => {
    const session = await sessionBySecret(bank.db, request.params.secret);
    if (session === null) return sendPage(reply, 404, notFoundPage(languageOf(request.query)));
    const step = await presentCard(bank, session.id, field(request, 'number'), field(request, 'expiry'));
    return afterStep(bank, request, reply, step.session, step.complaint);
  });

  app.post<{ Params: Params }>('/kartu/:secret/kode', async (request, reply) => {
    const session = await sessionBySecret(bank.db, request.params.secret);
    if (session === null) return sendPage(reply, 404, notFoundPage(languageOf(request.query)));
    const step = await confirmCode(bank, session.id, field(request, 'code'));
    return afterStep(bank, request, reply, step.session, step.complaint);
  });

  app.post<{ Params: Params }>('/kartu/:secret/kirim-ulang', async (request, reply) => {
    const session = await sessionBySecret(bank.db, request.params.secret);
    if (session === null) return sendPage(reply, 404, notFoundPage(languageOf(request.query)));
    const step = await sendAnotherCode(bank, session.id);
    return afterStep(bank, request, reply, step.session, step.complaint);
  });

  app.post<{ Params: Params }>('/kartu/:secret/3ds', async (request, reply) => {
    const session = await sessionBySecret(bank.db, request.params.secret);
    if (session === null) return sendPage(reply, 404, notFoundPage(languageOf(request.query)));
    const step = await failAuthentication(bank, session.id, field(request, 'result') === 'U' ? 'U' : 'N');
    return afterStep(bank, request, reply, step.session, step.complaint);
  });

  app.post<{ Params: Params }>('/kartu/:secret/batal', async (request, reply) => {
    const session = await sessionBySecret(bank.db, request.params.secret);
    if (session === null) return sendPage(reply, 404, notFoundPage(languageOf(request.query)));
    return reply.redirect((await cancelSession(bank, session.id, 'Dibatalkan pemegang kartu')).returnUrl, 303);
  });

  app.get<{ Params: Params }>('/simulasi/hp/:secret', async (request, reply) => {
    const session = await current(bank, request.params.secret);
    const language = languageOf(request.query);
    if (session === null) return sendPage(reply, 404, notFoundPage(language));
    return sendPage(reply, 200, phonePage(session, language, bank.now()));
  });
}

/** The session as it is now; one whose time is over is ended on the way. */
async function current(bank: Bank, secret: string): Promise<Session | null> {
  const session = await sessionBySecret(bank.db, secret);
  if (session === null || !isRunning(session) || session.validUntil > bank.now()) return session;
  return withLockedSession(bank, session.id, async (_tx, ended) => ended);
}

/** A complaint is shown at once; progress is shown by a redirect, so that reloading repeats nothing. */
function afterStep(
  bank: Bank,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session,
  complaint: Complaint | null,
): FastifyReply | Promise<FastifyReply> {
  if (!isRunning(session)) return reply.redirect(session.returnUrl, 303);
  if (complaint !== null) return show(bank, request, reply, 422, session, complaint);
  return reply.redirect(`${pathOf(session)}?lang=${languageOf(request.query)}`, 303);
}

async function show(
  bank: Bank,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  session: Session,
  complaint: Complaint | null,
): Promise<FastifyReply> {
  const card = await cardByToken(bank.db, session.cardToken);
  if (card === null) throw new Error(`session ${session.id} lost its card`);
  const query = request.query;
  const prefill = typeof query === 'object' && query !== null && 'contoh' in query;
  const language = languageOf(query);
  return sendPage(reply, status, cardPage({ session, card, complaint, prefill, language, now: bank.now() }));
}

function field(request: FastifyRequest, name: string): string {
  return request.body instanceof URLSearchParams ? (request.body.get(name) ?? '').trim() : '';
}
