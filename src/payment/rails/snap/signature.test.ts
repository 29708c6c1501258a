import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type SignatureVector, skipWithout, snapVectors } from '../../../../bank/testing/vectors.ts';
import { canonicalUrlBca } from './endpoint-url.ts';
import { callOutcome } from './outcome.ts';
import { parseResponseCode } from './response-codes.ts';
import {
  bodyHash,
  minify,
  signHmac,
  signRsa,
  tokenStringToSign,
  transactionStringToSign,
  verifyHmac,
  verifyRsa,
} from './signature.ts';

const vectors = snapVectors();
const options = skipWithout(vectors);
const { keys = {}, vectors: all = [], minify: minified = [], endpointUrl = [], responseCodes = [] } = vectors ?? {};

function textToSign(vector: SignatureVector): string {
  if (vector.kind === 'token-b2b') return tokenStringToSign(vector.clientKey ?? '', vector.timestamp);
  const { method = '', endpointUrl: url = '', accessToken = '', body = '', timestamp } = vector;
  const token = vector.kind === 'tx-hmac-sha512' ? { accessToken } : {};
  return transactionStringToSign({ method, endpointUrl: url, body, timestamp, ...token });
}

function verifies(vector: SignatureVector, text: string, signature: string): boolean {
  const key = keys[vector.key];
  return vector.kind === 'tx-hmac-sha512'
    ? verifyHmac(key?.utf8 ?? '', text, signature)
    : verifyRsa(key?.publicKeySpkiPem ?? '', text, signature);
}

test('every positive vector is reproduced and verified in Base64 and hex', options, () => {
  const positive = all.filter((vector) => vector.kind !== 'negative');
  assert.equal(positive.length, 41);
  for (const vector of positive) {
    const text = textToSign(vector);
    assert.equal(text, vector.stringToSign, vector.id);
    const key = keys[vector.key];
    if (key?.utf8 !== undefined) assert.equal(signHmac(key.utf8, text), vector.signature.base64, vector.id);
    if (key?.privateKeyPkcs8Pem !== undefined) {
      assert.equal(signRsa(key.privateKeyPkcs8Pem, text), vector.signature.base64, vector.id);
    }
    assert.ok(verifies(vector, text, vector.signature.base64), vector.id);
    assert.ok(verifies(vector, text, vector.signature.hexLower), vector.id);
  }
});

test('every negative vector is refused', options, () => {
  const negative = all.filter((vector) => vector.kind === 'negative');
  assert.equal(negative.length, 16);
  for (const { id, of, change } of negative) {
    const base = all.find((vector) => vector.id === of);
    assert.ok(base, id);
    const altered = { ...base, ...change };
    assert.equal(verifies(altered, change?.stringToSign ?? textToSign(altered), base.signature.base64), false, id);
  }
});

test('bodies are minified lexically', options, () => {
  for (const { id, body, minified: expected, sha256 } of minified) {
    assert.equal(Buffer.from(minify(body)).toString(), expected, id);
    assert.equal(bodyHash(body), sha256, id);
  }
});

test('addresses are canonical in the manner of BCA', options, () => {
  for (const { id, path, query, canonicalBca } of endpointUrl)
    assert.equal(canonicalUrlBca(path, query), canonicalBca, id);
});

test('response codes of the vectors mean what the vectors say', options, () => {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    success: ['success', 'confirm'],
    pending: ['pending'],
    'success-envelope': ['pending'],
    failed: ['refused'],
    'not-executed': ['refused'],
    'already-done': ['confirm'],
    unknown: ['unknown'],
    malformed: ['unknown'],
  };
  for (const { code, http, service, outcome } of responseCodes) {
    const expected = outcome === 'unknown-for-this-call' ? ['refused', 'unknown'] : kinds[outcome];
    if (expected === undefined) continue;
    const body = { responseCode: code, responseMessage: 'x', referenceNo: 'REF1' };
    const exchange = { kind: 'answered', httpStatus: http ?? 200, bankTime: null, body } as const;
    assert.ok(expected.includes(callOutcome(service ?? '54', exchange).kind), code);
    assert.equal(parseResponseCode(code)?.service ?? null, service, code);
  }
});

test('minifying is idempotent, and equal for every spelling of white space outside strings', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('  ', '\t', '\n \r'), (json, indent) => {
      const compact = JSON.stringify(JSON.parse(json));
      const pretty = JSON.stringify(JSON.parse(json), null, indent);
      assert.equal(Buffer.from(minify(pretty)).toString(), compact);
      assert.deepEqual(minify(minify(pretty)), minify(pretty));
    }),
  );
});

test('a signature of the wrong length, alphabet or key is refused and never throws', () => {
  for (const text of ['', 'zz', '=', 'a'.repeat(128), '!'.repeat(88)]) {
    assert.equal(verifyHmac('rahasia', 'x', text), false);
    assert.equal(verifyRsa('bukan kunci', 'x', text), false);
  }
});
