/** JSON of strangers: bounded in depth and size before anything walks it, without keys that reach prototypes, storable as text. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/decision.ts';
import { Refused } from './problem.ts';

/** Deepest nesting any route asks for is 6. */
const MAX_DEPTH = 20;
/** Values of one body: an order of 100 lines has some 2,000. */
const MAX_VALUES = 20_000;
/** Pairs of a query: the widest search has 20. */
const MAX_PAIRS = 60;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x7b, 0x5b]);
const CLOSE = new Set([0x7d, 0x5d]);
const COMMA = 0x2c;

/** Looks at the text alone, so that a bomb is refused before it is unfolded. */
export function tooDeepOrWide(text: string): boolean {
  let depth = 0;
  let values = 0;
  let inText = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (inText) {
      if (c === BACKSLASH) i += 1;
      else if (c === QUOTE) inText = false;
    } else if (c === QUOTE) inText = true;
    else if (OPEN.has(c)) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (CLOSE.has(c)) depth -= 1;
    else if (c === COMMA) {
      values += 1;
      if (values > MAX_VALUES) return true;
    }
  }
  return false;
}

/** U+0000 and half a surrogate pair are no text to PostgreSQL (and to UTF-8), nor anything a person types. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner));
  return true;
}

const invalid = () => new Refused(refuse('input_invalid', { field: 'JSON' }));

/** Takes the place of the server's own parser, which stays behind it: it refuses `__proto__` and `constructor.prototype`. */
export function readJsonCarefully(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString();
    if (tooDeepOrWide(text)) return done(invalid());
    return parse(request as FastifyRequest, text, (error, value) => {
      if (error) return done(error);
      return isStorable(value) ? done(null, value) : done(invalid());
    });
  });
}

/** Whether an address holds what no route takes: U+0000, or more pairs than the widest search has. */
export function isOddAddress(url: string): boolean {
  if (/%00/i.test(url)) return true;
  const query = url.indexOf('?');
  return query >= 0 && url.slice(query).split('&', MAX_PAIRS + 1).length > MAX_PAIRS;
}
