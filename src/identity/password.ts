/** Passwords: argon2id in PHC form, and few at a time, since each costs memory and tens of milliseconds of a core. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { refuse } from '../kernel/decision.ts';
import { Refused } from '../platform/http/problem.ts';
import { normalised } from './password-rules.ts';

/** OWASP's first choice: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

/** At most this many at once, and this many waiting: a flood of sign-ins must not stop the rest. */
const AT_ONCE = 2;
const MOST_WAITING = 50;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new Refused(refuse('too_many_requests', { seconds: '10' }));
    // The place is handed over: nobody who comes later can slip in between.
    await new Promise<void>((go) => waiting.push(go));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const COST: Cost = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES };

const hashed = (password: string, nonce: Buffer, cost: Cost = COST): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) =>
        argon2('argon2id', { message: normalised(password), nonce, tagLength: TAG_BYTES, ...cost }, (error, tag) =>
          error ? reject(error) : resolve(tag),
        ),
      ),
  );

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await hashed(password, salt);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** What a stored hash cost; null when it is not of our form. */
function costOf(phc: string): Cost | null {
  const [, memory, passes, parallelism] =
    /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d)\$/.exec(phc)?.map(Number) ?? [];
  return memory && passes && parallelism ? { memory, passes, parallelism } : null;
}

/** Compared in constant time, at the cost that the hash was made with. A hash that is none of ours never matches. */
export async function passwordMatches(password: string, phc: string): Promise<boolean> {
  const [, , , , salt, hash] = phc.split('$');
  const expected = Buffer.from(hash ?? '', 'base64');
  const cost = costOf(phc);
  const tag = await hashed(password, Buffer.from(salt ?? '', 'base64'), cost ?? COST);
  return cost !== null && expected.length === tag.length && timingSafeEqual(expected, tag);
}

/** Made at another cost than today's: to be made anew when the password is next typed. */
export function isOutdated(phc: string): boolean {
  const cost = costOf(phc);
  return cost === null || cost.memory !== MEMORY_KIB || cost.passes !== PASSES || cost.parallelism !== LANES;
}

/** A hash of nobody's password: an unknown address takes as long as a wrong password. */
export const nobodysHash = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(Buffer.alloc(SALT_BYTES, 7))}$${unpadded(Buffer.alloc(TAG_BYTES, 7))}`;
