/** Bad and odd requests for every endpoint, made from the OpenAPI document. */
import type { InjectOptions } from 'fastify';
import { type JsonSchema, sample } from '../sample.ts';
import type { Chance } from './chance.ts';
import { oddText, spoilt } from './oddities.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface Endpoint {
  readonly method: string;
  /** With `{id}` for parameters. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: JsonSchema | null;
  readonly multipart: boolean;
}

export interface OpenApi {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components?: { readonly schemas?: { readonly [name: string]: JsonSchema } };
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly [type: string]: { readonly schema?: JsonSchema } } };
}

/** Also what the document does not tell of. */
const HIDDEN: readonly Endpoint[] = [
  { method: 'POST', path: '/bank/v1.0/debit/notify', parameters: [], body: {}, multipart: false },
  { method: 'POST', path: '/csp-reports', parameters: [], body: {}, multipart: false },
  { method: 'GET', path: '/api/v1/nothing', parameters: [], body: null, multipart: false },
  { method: 'GET', path: '/api/docs/static/{file}', parameters: [pathText('file')], body: null, multipart: false },
  { method: 'GET', path: '/{page}', parameters: [pathText('page')], body: null, multipart: false },
];

function pathText(name: string): Parameter {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

export function endpointsOf(document: OpenApi): Endpoint[] {
  const refs = document.components?.schemas ?? {};
  const plain = (schema: JsonSchema): JsonSchema =>
    JSON.parse(JSON.stringify(schema), (_, value) => {
      const name = /^#\/components\/schemas\/(.+)$/.exec(value?.$ref ?? '')?.[1];
      return name === undefined ? value : refs[name];
    });
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]): Endpoint => {
      const content = requestBody?.content ?? {};
      const json = content['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        path,
        parameters: parameters.map((one) => ({ ...one, schema: plain(one.schema ?? {}) })),
        body: json ? plain(json) : null,
        multipart: 'multipart/form-data' in content || path.endsWith('/files'),
      };
    }),
  );
  return [...described, ...HIDDEN];
}

export interface Made {
  readonly inject: InjectOptions;
  readonly endpoint: Endpoint;
}

/** Identifiers and names that the API has given out to somebody, so that requests come as far as the rules. */
export type Known = readonly string[];

export function makeRequest(chance: Chance, endpoint: Endpoint, known: Known, cookie: string | null): Made {
  const headers: Record<string, string | string[]> = {
    'x-digipay': '1',
    'accept-language': chance.pick(['id', 'en', 'xx', '*;q=0', 'en-US,en;q=0.9']),
  };
  const query: string[] = [];
  let path = endpoint.path;
  // Some requests are right but for what they ask for, so that the rules behind the schemas are reached too.
  const rightness = chance.pick([0.5, 0.9, 1]);
  for (const { name, in: where, required, schema } of endpoint.parameters) {
    if (!required && chance.often(0.5)) continue;
    const right = chance.often(rightness);
    const value = right ? valueFor(chance, schema, known) : oddText(chance);
    if (where === 'path')
      path = path.replace(`{${name}}`, right ? encodeURIComponent(wellFormed(value)) : oddPath(chance, value));
    else if (where === 'query') query.push(`${name}=${encodeURIComponent(wellFormed(value))}`);
    else if (where === 'header')
      headers[name] = right ? (name === 'idempotency-key' ? newKey(chance) : headerOf(value)) : headerOf(value);
  }
  if (chance.often(0.05))
    query.push(
      `${encodeURIComponent(wellFormed(oddText(chance).slice(0, 300)))}=${encodeURIComponent(wellFormed(oddText(chance).slice(0, 2_000)))}`,
    );
  if (chance.often(0.02) && query[0] !== undefined) query.push(query[0], query[0]);
  const url = `${path.slice(0, 12_000)}${query.length > 0 ? `?${query.join('&')}` : ''}`.slice(0, 14_000);
  const body = endpoint.method === 'GET' ? null : bodyFor(chance, endpoint, known, rightness);
  if (body) headers['content-type'] = body.type;
  oddHeaders(chance, headers, cookie);
  return {
    endpoint,
    inject: {
      method: (chance.often(0.01)
        ? chance.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'GET', 'POST'])
        : endpoint.method) as 'GET',
      url: url.startsWith('/') ? url : `/${url}`,
      headers,
      remoteAddress: `10.${chance.int(256)}.${chance.int(256)}.${1 + chance.int(254)}`,
      ...(body ? { payload: body.payload } : {}),
    },
  };
}

function valueFor(chance: Chance, schema: JsonSchema, known: Known): string {
  if (schema.format === 'uuid' && chance.often(0.8)) return chance.pick(known.filter((one) => one.length === 36));
  if (Array.isArray(schema.enum)) return String(chance.pick(schema.enum));
  if (schema.type === 'string' && schema.pattern === undefined && chance.often(0.4)) return chance.pick(known);
  const made = sample(schema);
  return typeof made === 'object' ? JSON.stringify(made) : String(made);
}

/** Half a surrogate pair has no address. */
const wellFormed = (text: string): string => text.toWellFormed().slice(0, 3_000);
/** A header is a line of Latin letters; what else there is a client cannot send. */
const headerOf = (text: string): string => text.replace(/[^\x20-\x7e\x80-\xff]/g, '?').slice(0, 3_000);
const newKey = (chance: Chance): string => `fuzz-${chance.int(1e9).toString(36)}-${chance.int(1e9).toString(36)}`;

function oddPath(chance: Chance, value: string): string {
  const way = chance.int(4);
  if (way === 0) return encodeURIComponent(wellFormed(value));
  if (way === 1) return encodeURIComponent(wellFormed(value)).replaceAll('%', '%25');
  if (way === 2)
    return chance.pick([
      '%',
      '%zz',
      '%00',
      '..%2f..%2fetc',
      '%c0%ae%c0%ae',
      '%e2%28%a1',
      '//',
      '/./',
      '%2e%2e',
      ';a=1',
      '*',
      ':id',
    ]);
  return `${encodeURIComponent(wellFormed(value))}/${encodeURIComponent(wellFormed(oddText(chance)))}`;
}

interface Body {
  readonly type: string;
  readonly payload: string | Buffer;
}

function bodyFor(chance: Chance, endpoint: Endpoint, known: Known, rightness: number): Body | null {
  if (endpoint.multipart && chance.often(0.8)) return multipartBody(chance);
  if (chance.often(0.02)) return null;
  const right = endpoint.body ? filled(chance, sample(endpoint.body), known) : {};
  const value = chance.often(rightness * 0.4) ? right : spoilt(chance, right);
  const json = JSON.stringify(value) ?? '';
  const type = 'application/json';
  switch (chance.int(40)) {
    case 0:
      return { type, payload: json.slice(0, chance.int(json.length + 1)) };
    case 1:
      return { type, payload: `${json}${chance.pick([',', '}', 'x', '\0', '\n\n'])}` };
    case 2:
      return { type, payload: Buffer.from(Array.from({ length: 1 + chance.int(200) }, () => chance.int(256))) };
    case 3:
      return { type, payload: `\ufeff${json}` };
    case 4:
      return {
        type: chance.pick([
          'text/plain',
          'application/xml',
          'application/x-www-form-urlencoded',
          'multipart/form-data',
          'application/jsonx',
          'x',
          'application/json; charset=utf-7',
          'application/json;',
        ]),
        payload: json,
      };
    case 5:
      return {
        type,
        payload: chance.pick([
          '{"__proto__":{"a":1}}',
          '{"constructor":{"prototype":{"a":1}}}',
          '['.repeat(30_000),
          '{"a":'.repeat(5_000),
          '',
          ' ',
          'null',
          '""',
          '1',
          '[]',
          '{"a":1,"a":2}',
          '{"a":"\\u0000"}',
          '{"a":"\\ud800"}',
        ]),
      };
    case 6:
      return chance.often(0.1)
        ? { type, payload: JSON.stringify({ note: 'x'.repeat(1_100_000) }) }
        : { type, payload: json };
    default:
      return { type, payload: json };
  }
}

/** Some identifiers of the sample become ones that are known. */
function filled(chance: Chance, value: unknown, known: Known): unknown {
  if (value === '00000000-0000-4000-8000-000000000000') return chance.pick(known.filter((one) => one.length === 36));
  if (Array.isArray(value)) return value.map((one) => filled(chance, one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(chance, one, known)]));
}

function multipartBody(chance: Chance): Body {
  const edge = `edge${chance.int(1e9)}`;
  const name = chance.pick(['file', 'photo', '', '__proto__', 'constructor']);
  const content = chance.pick([
    '',
    'x',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '%PDF-1.7',
    '\xff\xd8\xff\xe0JFIF',
    '\x89PNG\r\n\x1a\n',
  ]);
  const filename = headerOf(
    chance.pick(['a.jpg', '../../a.jpg', 'a\0.jpg', 'a"b.jpg', '', oddText(chance).slice(0, 300)]),
  );
  const head = `--${edge}\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const tail = chance.pick([`\r\n--${edge}--\r\n`, '', `\r\n--${edge}`, `\r\n--${edge}\r\n\r\n--${edge}--`]);
  const parts = chance.pick([1, 1, 1, 2, 7]);
  const payload = Buffer.from(`${`${head}${content}\r\n`.repeat(parts)}${tail}`, 'latin1');
  return {
    type: chance.pick([
      `multipart/form-data; boundary=${edge}`,
      'multipart/form-data',
      'multipart/form-data; boundary=',
      `multipart/mixed; boundary=${edge}`,
    ]),
    payload,
  };
}

function oddHeaders(chance: Chance, headers: Record<string, string | string[]>, cookie: string | null): void {
  if (cookie !== null) headers.cookie = cookie;
  if (chance.often(0.9)) return;
  const odd = headerOf(oddText(chance)).slice(0, 1_000);
  switch (chance.int(12)) {
    case 0:
      if (cookie === null || chance.often(0.2)) headers.cookie = `digipay_session=${odd}`;
      break;
    case 1:
      headers.cookie = `${cookie ?? 'a=b'}; digipay_session=${odd}; digipay_session`;
      break;
    case 2:
      headers.cookie = '=;;;==; a; \xff';
      break;
    case 3:
      headers['x-digipay'] = chance.pick(['', '0', '1, 1', odd]);
      break;
    case 4:
      headers['idempotency-key'] = odd;
      break;
    case 5:
      // A session that comes from another kind of browser is ended.
      if (cookie === null || chance.often(0.05)) headers['user-agent'] = `${odd}\xe9\xff`.repeat(20);
      break;
    case 6:
      headers.accept = chance.pick(['text/html', 'image/png', odd, '']);
      break;
    case 7:
      headers['x-forwarded-for'] = odd;
      break;
    case 8:
      headers.authorization = `Bearer ${odd}`;
      break;
    case 9:
      headers['content-length'] = chance.pick(['0', '5', '-1', 'x', '99999999']);
      break;
    case 10:
      headers.range = chance.pick(['bytes=0-', 'bytes=-1', 'bytes=9-1', odd]);
      break;
    default:
      headers['if-none-match'] = odd;
      headers['accept-language'] = odd;
  }
}
