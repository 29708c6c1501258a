import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SignatureVector, skipWithout, snapVectors } from '../testing/vectors.ts';
import { responseCode } from './answer.ts';
import { bcaEndpointUrl } from './endpoint-url.ts';
import {
  bodyHash,
  hmac,
  hmacMatches,
  minify,
  rsaMatches,
  rsaSign,
  stringToSign,
  tokenStringToSign,
} from './signature.ts';

const vectors = snapVectors();
const options = skipWithout(vectors);
const { keys = {}, vectors: all = [], minify: minified = [], endpointUrl = [], responseCodes = [] } = vectors ?? {};

function textToSign(vector: SignatureVector): string {
  if (vector.kind === 'token-b2b') return tokenStringToSign(vector.clientKey ?? '', vector.timestamp);
  return stringToSign({
    method: vector.method ?? '',
    endpointUrl: vector.endpointUrl ?? '',
    accessToken: vector.kind === 'tx-hmac-sha512' ? (vector.accessToken ?? '') : null,
    body: Buffer.from(vector.body ?? ''),
    timestamp: vector.timestamp,
  });
}

function matches(vector: SignatureVector, text: string, signature: string): boolean {
  const key = keys[vector.key];
  return vector.kind === 'tx-hmac-sha512'
    ? hmacMatches(key?.utf8 ?? '', text, signature)
    : rsaMatches(key?.publicKeySpkiPem ?? '', text, signature);
}

test('every positive vector is reproduced and verified in Base64 and hex', options, () => {
  const positive = all.filter((vector) => vector.kind !== 'negative');
  assert.equal(positive.length, 41);
  for (const vector of positive) {
    const text = textToSign(vector);
    assert.equal(text, vector.stringToSign, vector.id);
    const key = keys[vector.key];
    if (key?.utf8 !== undefined)
      assert.equal(hmac(key.utf8, text).toString('base64'), vector.signature.base64, vector.id);
    if (key?.privateKeyPkcs8Pem !== undefined) {
      assert.equal(rsaSign(key.privateKeyPkcs8Pem, text), vector.signature.base64, vector.id);
    }
    assert.ok(matches(vector, text, vector.signature.base64), vector.id);
    assert.ok(matches(vector, text, vector.signature.hexLower), vector.id);
  }
});

test('every negative vector is refused', options, () => {
  const negative = all.filter((vector) => vector.kind === 'negative');
  assert.equal(negative.length, 16);
  for (const { id, of, change } of negative) {
    const base = all.find((vector) => vector.id === of);
    assert.ok(base, id);
    const altered = { ...base, ...change };
    const text = change?.stringToSign ?? textToSign(altered);
    assert.equal(matches(altered, text, base.signature.base64), false, id);
  }
});

test('bodies are minified lexically', options, () => {
  for (const { id, body, minified: expected, sha256 } of minified) {
    assert.equal(minify(Buffer.from(body)).toString(), expected, id);
    assert.equal(bodyHash(Buffer.from(body)), sha256, id);
  }
});

test('addresses are canonical in the manner of BCA', options, () => {
  for (const { id, path, query, canonicalBca } of endpointUrl)
    assert.equal(bcaEndpointUrl(path, query), canonicalBca, id);
});

test('response codes are composed of status, service and case', options, () => {
  const known = { '00': 'successful', '02': 'missingField', '14': 'insufficientFunds', '18': 'inconsistent' } as const;
  for (const { code, service, http } of responseCodes) {
    const name = known[code.slice(5) as keyof typeof known];
    if (service === null || name === undefined || responseCode(name, service).slice(0, 3) !== String(http)) continue;
    assert.equal(responseCode(name, service), code);
  }
  assert.equal(responseCode('duplicate', '18'), '4091801');
});
