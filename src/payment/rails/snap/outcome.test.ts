import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callOutcome, type Exchange } from './outcome.ts';
import { statusOutcome } from './status.ts';

function answered(httpStatus: number, body: Record<string, unknown> | null): Exchange {
  return { kind: 'answered', httpStatus, bankTime: '2026-11-24T09:00:00+07:00', body };
}
const code = (responseCode: string, fields: Record<string, unknown> = {}): Exchange =>
  answered(Number(responseCode.slice(0, 3)), { responseCode, responseMessage: 'x', ...fields });

test('a transfer is done only on 200xx00 with a bank reference', () => {
  assert.deepEqual(callOutcome('17', code('2001700', { referenceNo: 'R1', transactionDate: 'T' })), {
    kind: 'success',
    referenceNo: 'R1',
    bankTime: 'T',
  });
  assert.equal(callOutcome('17', code('2001700')).kind, 'pending');
  assert.equal(callOutcome('18', code('2021800')).kind, 'pending');
});

test('a BI-FAST answer under another service code is read by the service that was called', () => {
  assert.equal(callOutcome('18', code('2008100', { referenceNo: 'R1' })).kind, 'success');
});

test('refusals say that nothing was executed', () => {
  for (const text of ['4001701', '4011700', '4031714', '4031706', '4041711', '4051700', '4291700']) {
    assert.equal(callOutcome('17', code(text)).kind, 'refused', text);
  }
});

test('a reference that was used before asks for confirmation on transfers', () => {
  assert.equal(callOutcome('17', code('4091701')).kind, 'confirm');
  assert.equal(callOutcome('18', code('4041818')).kind, 'confirm');
  assert.equal(callOutcome('54', code('4045418')).kind, 'refused');
});

test('everything that is not certain is unknown', () => {
  const uncertain: Exchange[] = [
    code('5001700'),
    code('5041700'),
    code('4091700'),
    code('4181700'),
    code('2001799', { referenceNo: 'R1' }),
    answered(200, null),
    answered(404, null),
    answered(200, { responseCode: '20054000', referenceNo: 'R1' }),
    answered(500, { responseCode: '2001700', referenceNo: 'R1' }),
    answered(200, {}),
    { kind: 'lost', message: 'ECONNRESET' },
  ];
  for (const exchange of uncertain) assert.equal(callOutcome('17', exchange).kind, 'unknown', JSON.stringify(exchange));
});

test('what never left is neither unknown nor refused', () => {
  assert.equal(callOutcome('17', { kind: 'not_sent', message: 'ECONNREFUSED' }).kind, 'not_sent');
});

test('RTGS and SKN speak through transactionStatus', () => {
  const answer = (status?: string) =>
    callOutcome('22', code('2002200', { referenceNo: 'R', transactionStatus: status })).kind;
  assert.equal(answer('00'), 'success');
  assert.equal(answer('03'), 'pending');
  assert.equal(answer('06'), 'refused');
  assert.equal(answer(), 'pending');
});

test('a status enquiry reads latestTransactionStatus, and keeps its own failure apart', () => {
  const latest = (latestTransactionStatus: string) =>
    statusOutcome(code('2003600', { latestTransactionStatus, originalReferenceNo: 'R' })).kind;
  assert.deepEqual(['00', '01', '02', '03', '04', '05', '06', '07', '99'].map(latest), [
    'success',
    'pending',
    'pending',
    'pending',
    'failed',
    'failed',
    'failed',
    'not_found',
    'unknown',
  ]);
  assert.equal(statusOutcome(code('4043601')).kind, 'not_found');
  for (const text of ['4033601', '5003600', '4013600', '2023600'])
    assert.equal(statusOutcome(code(text)).kind, 'unknown', text);
  assert.equal(statusOutcome({ kind: 'not_sent', message: 'x' }).kind, 'unknown');
});

test('a failed transaction carries the code that ended it', () => {
  const outcome = statusOutcome(code('2005500', { latestTransactionStatus: '06', originalResponseCode: '4035414' }));
  assert.deepEqual(outcome, { kind: 'failed', code: '4035414', message: '' });
});
