/** One HTTP request, and what is certain about it afterwards. Never retried, never redirected. */
import { type Outbound, OutboundFailed } from '../../../platform/outbound.ts';
import type { Exchange } from './outcome.ts';
import { isObject } from './wire.ts';

/** Largest answer read; a statement page is far below. */
const MAX_ANSWER_BYTES = 8_388_608;

export async function exchanged(
  outbound: Outbound,
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeoutMs: number,
): Promise<Exchange> {
  try {
    const answer = await outbound.call(url, { method, headers, body, timeoutMs, maxBytes: MAX_ANSWER_BYTES });
    const bankTime = answer.headers['x-timestamp'];
    return {
      kind: 'answered',
      httpStatus: answer.status,
      bankTime: typeof bankTime === 'string' ? bankTime : null,
      body: answer.body === null ? null : parseObject(answer.body.toString('utf8')),
    };
  } catch (error) {
    if (error instanceof OutboundFailed) return { kind: error.mayHaveLeft ? 'lost' : 'not_sent', message: error.code };
    return { kind: 'lost', message: error instanceof Error ? error.name : 'no answer' };
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
