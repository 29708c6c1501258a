/**
 * Delivers notices (SNAP 25, 52, 56, 75, 76) to partners until they answer 200. At least once: a crash between the partner's answer
 * and our record of it sends the notice again.
 */
import type { Bank } from '../bank.ts';
import { heldBackMs, noticeFault } from '../faults/notice-fault.ts';
import { digits } from '../references.ts';
import { rsaSign, stringToSign } from '../snap/signature.ts';
import { wibTimestamp } from '../time.ts';
import { type NoticeService, noticeUrl } from './paths.ts';

interface Due {
  readonly id: bigint;
  readonly service: NoticeService;
  readonly body: string;
  readonly attempts: number;
  readonly partnerId: string;
  readonly callbackUrl: string;
}

/** Notices sent by one turn of the loop. */
const BATCH = 20;
const ANSWER_TIMEOUT_MS = 5_000;
/** While one process sends, no other takes the same notice. */
const LEASE_MS = 8_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 300_000;
const MAX_DOUBLINGS = 9;
/** About a week at the longest pause. */
const MAX_ATTEMPTS = 2_000;
/** The bank's channel towards partners: API. */
const CHANNEL_ID = '00009';

export async function deliverDueNotices(bank: Bank): Promise<void> {
  const now = bank.wireNow();
  const taken = await bank.db.query<Due>(
    `UPDATE bank.notice n SET attempts = attempts + 1, next_attempt_at = $2
     FROM bank.partner p
     WHERE p.partner_id = n.partner_id AND n.id IN (
       SELECT id FROM bank.notice
       WHERE delivered_at IS NULL AND abandoned_at IS NULL AND next_attempt_at <= $1
       ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING n.id, n.service, n.body, n.attempts, p.partner_id AS "partnerId", p.callback_url AS "callbackUrl"`,
    [now, new Date(now.getTime() + LEASE_MS), BATCH],
  );
  await Promise.all(taken.rows.map((notice) => deliver(bank, notice)));
  // More may wait: the next turn follows at once.
  if (taken.rows.length === BATCH) bank.noticeQueued();
}

/** Pause after the nth attempt: 1 s, 2 s, 4 s … 5 min. */
export function backoffMs(attempts: number): number {
  return Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(attempts - 1, MAX_DOUBLINGS), LONGEST_BACKOFF_MS);
}

async function deliver(bank: Bank, notice: Due): Promise<void> {
  const fault = noticeFault(bank, notice);
  const heldMs = heldBackMs(fault, notice.attempts);
  if (heldMs > 0) {
    const later = new Date(bank.wireNow().getTime() + heldMs);
    await bank.db.query('UPDATE bank.notice SET next_attempt_at = $2 WHERE id = $1', [notice.id, later]);
    return;
  }
  if (fault?.fault === 'duplicateNotice') await send(bank, notice);
  const answered = await send(bank, notice, fault?.fault === 'wrongSignature');
  const now = bank.wireNow();
  if (answered === '200') {
    await bank.db.query(`UPDATE bank.notice SET delivered_at = $2, last_answer = '200' WHERE id = $1`, [
      notice.id,
      now,
    ]);
    return;
  }
  bank.log.warn({ notice: String(notice.id), attempts: notice.attempts, answered }, 'notice not accepted yet');
  await bank.db.query(
    'UPDATE bank.notice SET last_answer = $2, next_attempt_at = $3, abandoned_at = $4 WHERE id = $1',
    [
      notice.id,
      answered,
      new Date(now.getTime() + backoffMs(notice.attempts)),
      notice.attempts >= MAX_ATTEMPTS ? now : null,
    ],
  );
}

/** HTTP status as text, or why there was none. */
async function send(bank: Bank, notice: Due, wronglySigned = false): Promise<string> {
  const url = noticeUrl(notice.callbackUrl, notice.service);
  const timestamp = wibTimestamp(bank.wireNow());
  const signed = stringToSign({
    method: 'POST',
    endpointUrl: `${url.pathname}${url.search}`,
    accessToken: null,
    body: Buffer.from(notice.body),
    timestamp,
  });
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      headers: {
        'Content-Type': 'application/json',
        'X-TIMESTAMP': timestamp,
        'X-SIGNATURE': rsaSign(bank.privateKeyPem, wronglySigned ? `${signed}?` : signed),
        'X-PARTNER-ID': notice.partnerId,
        'X-EXTERNAL-ID': `${timestamp.slice(0, 19).replace(/\D/g, '')}${digits(12)}`,
        'CHANNEL-ID': CHANNEL_ID,
      },
      body: notice.body,
    });
    await response.body?.cancel();
    return String(response.status);
  } catch (error) {
    return error instanceof Error ? error.name : 'failed';
  }
}
