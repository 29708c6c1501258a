/** Every response code of SNAP on every service that moves or promises money, against the outcome table of the standard. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { callOutcome, type Exchange } from './outcome.ts';
import { services } from './services.ts';
import { statusOutcome } from './status.ts';

/** Written down again from the standard, so that a slip in the product's own table is seen. */
const CODES = [
  ...['20000', '20200', '40000', '40001', '40002', '40100', '40101', '40102', '40103', '40104', '40300', '40301'],
  ...['40302', '40303', '40304', '40305', '40306', '40307', '40308', '40309', '40310', '40311', '40312', '40313'],
  ...['40314', '40315', '40316', '40317', '40318', '40319', '40320', '40321', '40322', '40323', '40400', '40401'],
  ...['40402', '40403', '40404', '40405', '40406', '40407', '40408', '40409', '40410', '40411', '40412', '40413'],
  ...['40414', '40415', '40416', '40417', '40418', '40419', '40500', '40501', '40900', '40901', '42900', '50000'],
  ...['50001', '50002', '50400'],
];

const MONEY = ['17', '18', '22', '23', '33', '54', '57', '58', '63', '65', '67', '69', '77', '78', '47', '50', '91'];
/** 404xx18 says that the first request went through. */
const DONE_BEFORE = ['17', '18', '22', '23', '33', '58', '67', '78'];
const OWN_STATUS = ['22', '23'];

const REFERENCES = { referenceNo: 'R', refundNo: 'R', captureNo: 'R', voidNo: 'R', partnerReferenceNo: 'P' };

function answer(code: string, service: string, fields: Record<string, unknown> = REFERENCES): Exchange {
  const http = Number(code.slice(0, 3));
  const responseCode = `${http}${service}${code.slice(3)}`;
  return {
    kind: 'answered',
    httpStatus: http,
    bankTime: null,
    body: { responseCode, responseMessage: 'x', ...fields },
  };
}

function expected(code: string, service: string): string {
  if (code === '20000') return OWN_STATUS.includes(service) ? 'pending' : 'success';
  if (code === '20200') return 'pending';
  if (code === '40901') return 'confirm';
  if (code === '40418' && DONE_BEFORE.includes(service)) return 'confirm';
  if (code === '40900' || code.startsWith('5')) return 'unknown';
  return 'refused';
}

describe('response codes', () => {
  it('mean on every service what the table says', () => {
    let seen = 0;
    for (const service of MONEY) {
      for (const code of CODES) {
        assert.equal(
          callOutcome(service, answer(code, service)).kind,
          expected(code, service),
          `${code} on ${service}`,
        );
        seen += 1;
      }
    }
    assert.equal(seen, MONEY.length * CODES.length);
    assert.equal(CODES.length, 63);
  });

  it('that are not listed are unknown, whatever their HTTP status', () => {
    const code = fc.tuple(fc.integer({ min: 100, max: 599 }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(code, fc.constantFrom(...MONEY), ([http, number], service) => {
        const text = `${http}${String(number).padStart(2, '0')}`;
        const { kind } = callOutcome(service, answer(text, service));
        assert.equal(kind, CODES.includes(text) ? expected(text, service) : 'unknown', text);
      }),
      { numRuns: 3_000 },
    );
  });

  it('prove nothing against a payment that was not answered before, unless they say that it exists', () => {
    for (const service of MONEY) {
      for (const code of CODES) {
        const { kind } = callOutcome(service, answer(code, service), true);
        const first = expected(code, service);
        assert.equal(kind, first === 'refused' ? 'unknown' : first, `${code} on ${service}`);
      }
    }
  });

  it('of a status enquiry never end a payment by themselves', () => {
    for (const service of ['36', '51', '53', '55', '64']) {
      for (const code of CODES) {
        const { kind } = statusOutcome(answer(code, service));
        assert.equal(kind, code === '40401' ? 'not_found' : 'unknown', `${code} on ${service}`);
      }
    }
  });

  it('of success without the reference that proves it are asked about', () => {
    for (const service of MONEY) {
      assert.equal(callOutcome(service, answer('20000', service, {})).kind, 'pending', service);
    }
  });

  it('of RTGS and SKN are envelopes: their own status counts', () => {
    const of = (transactionStatus: string) =>
      OWN_STATUS.map(
        (service) => callOutcome(service, answer('20000', service, { referenceNo: 'R', transactionStatus })).kind,
      );
    assert.deepEqual(of('00'), ['success', 'success']);
    for (const status of ['01', '02', '03', '04', '07', '99'])
      assert.deepEqual(of(status), ['pending', 'pending'], status);
    for (const status of ['05', '06']) assert.deepEqual(of(status), ['refused', 'refused'], status);
  });

  it('are read by the service that was called, for every service there is', () => {
    for (const service of Object.keys(services)) {
      const kinds = CODES.map((code) => callOutcome(service, answer(code, '99')).kind);
      assert.deepEqual(
        kinds,
        CODES.map((code) => callOutcome(service, answer(code, service)).kind),
        service,
      );
    }
  });
});
