/** Sends bad requests to the real API on a real database, and says what should not have been. */
import { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openPool } from '../../../src/platform/database.ts';
import type { App } from '../../../src/platform/http/app.ts';
import { approved, billed, castOf } from '../purchase.ts';
import { startWorld, type World } from '../world.ts';
import { type Chance, chanceOf } from './chance.ts';
import { bookFaults, changesBeyond, markOf } from './checks.ts';
import { type Endpoint, endpointsOf, type Made, makeRequest, type OpenApi } from './requests.ts';
import { type Sender, sendersOf } from './senders.ts';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** A fault put in on purpose: the control. */
  readonly plant?: (app: App, databaseUrl: string) => void;
  /** Endpoints whose path matches. */
  readonly only?: RegExp;
  readonly say?: (line: string) => void;
}

export interface FuzzResult {
  readonly sent: number;
  readonly endpoints: number;
  readonly senders: number;
  /** Answers by status. */
  readonly answers: ReadonlyMap<number, number>;
  readonly accepted: number;
  readonly faults: readonly string[];
  readonly heapMb: { readonly warm: number; readonly end: number };
  readonly rssMb: { readonly warm: number; readonly end: number };
  readonly seconds: number;
}

/** Answered before they are carried out, so that nobody learns from the time whether an address is known. */
const LATER: readonly string[] = ['/api/v1/vendors/register', '/api/v1/password/forgotten'];
const LATER_MS = 300;

const isCommand = ({ path, parameters }: Endpoint): boolean =>
  parameters.some(({ name }) => name === 'idempotency-key') || LATER.includes(path);

const BATCH = 250;
/** Under way at once, as browsers of one office are. */
const LANES = 4;
/** What the caches, pools and compiled code have taken is there by then. */
const WARM_SHARE = 0.2;
const MAX_FAULTS = 40;
/** Growth of what is in use after warm-up; the counters' own bound is some 10 MB. */
const MAX_HEAP_GROWTH_MB = 40;
const MAX_RSS_GROWTH_MB = 200;
const SLOW_MS = 8_000;

export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const log = new ErrorLog();
  const world = await startWorld({
    work: false,
    serve: { perMinute: 10_000_000, logTo: log },
    ...(options.plant ? { plant: options.plant } : {}),
  });
  const owner = openPool(world.database.ownerUrl, 1);
  try {
    return await new Run(options, world, owner, log).all();
  } finally {
    await owner.end();
    await world.close();
  }
}

class Run {
  readonly #options: FuzzOptions;
  readonly #world: World;
  readonly #owner: ReturnType<typeof openPool>;
  readonly #log: ErrorLog;
  readonly #chance: Chance;
  readonly #faults = new Map<string, number>();
  readonly #answers = new Map<number, number>();
  #sent = 0;
  #accepted = 0;

  constructor(options: FuzzOptions, world: World, owner: ReturnType<typeof openPool>, log: ErrorLog) {
    this.#options = options;
    this.#world = world;
    this.#owner = owner;
    this.#log = log;
    this.#chance = chanceOf(options.seed);
  }

  async all(): Promise<FuzzResult> {
    const { requests, say = () => {} } = this.#options;
    const document = this.#world.app.swagger() as unknown as OpenApi;
    const endpoints = endpointsOf(document).filter(({ path }) => this.#options.only?.test(path) ?? true);
    await purchases(this.#world);
    const senders = await sendersOf(this.#world);
    const known = await harvest(this.#world.app, endpointsOf(document), senders);
    const began = performance.now();
    const warmAt = requests * WARM_SHARE;
    let warm: NodeJS.MemoryUsage | null = null;
    while (this.#sent < requests) {
      const sender = senders[Math.floor(this.#sent / BATCH) % senders.length];
      if (sender) await this.#batch(endpoints, sender, known, Math.min(BATCH, requests - this.#sent));
      if (warm === null && this.#sent >= warmAt) warm = memory();
      if (this.#sent % 5_000 < BATCH)
        say(
          `${this.#sent} sent, ${Math.round((performance.now() - began) / 1000)} s, ${this.#faults.size} kinds of faults`,
        );
    }
    for (const fault of await bookFaults(this.#owner)) this.#fault(fault);
    const end = memory();
    const mb = (bytes: number | undefined) => Math.round((bytes ?? 0) / 1_048_576);
    const heapMb = { warm: mb(warm?.heapUsed), end: mb(end.heapUsed) };
    const rssMb = { warm: mb(warm?.rss), end: mb(end.rss) };
    if (heapMb.end - heapMb.warm > MAX_HEAP_GROWTH_MB)
      this.#fault(`memory in use grew from ${heapMb.warm} to ${heapMb.end} MB`);
    if (rssMb.end - rssMb.warm > MAX_RSS_GROWTH_MB)
      this.#fault(`memory held grew from ${rssMb.warm} to ${rssMb.end} MB`);
    return {
      sent: this.#sent,
      endpoints: endpoints.length,
      senders: senders.length,
      answers: this.#answers,
      accepted: this.#accepted,
      faults: [...this.#faults].map(([fault, times]) => `${times} × ${fault}`),
      heapMb,
      rssMb,
      seconds: Math.round((performance.now() - began) / 1000),
    };
  }

  /** One sender at a time, so that what a batch changed can be held against what of it was accepted. */
  async #batch(endpoints: readonly Endpoint[], sender: Sender, known: readonly string[], size: number): Promise<void> {
    let left = size;
    while (left > 0) {
      const cookie = await sender.cookie();
      const before = await markOf(this.#owner);
      const accepted = { all: 0, commands: 0 };
      let [ended, later] = [false, false];
      const lane = async () => {
        while (left > 0 && !ended) {
          left -= 1;
          const made = makeRequest(this.#chance, this.#chance.pick(endpoints), known, cookie);
          const outcome = await this.#send(made, sender);
          if (outcome === 'accepted') {
            accepted.all += 1;
            if (isCommand(made.endpoint)) accepted.commands += 1;
            if (LATER.includes(made.endpoint.path)) later = true;
          }
          // Signed out, or taken for stolen: the rest goes on with a new session.
          if (cookie !== null && outcome === 'signed out') ended = true;
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      if (later) await new Promise((go) => setTimeout(go, LATER_MS));
      this.#accepted += accepted.all;
      for (const fault of await changesBeyond(this.#owner, before, accepted))
        this.#fault(`as ${sender.role}: ${fault}`);
    }
  }

  async #send(made: Made, sender: Sender): Promise<'accepted' | 'signed out' | 'other'> {
    const began = performance.now();
    const answer = await this.#world.app.inject(made.inject).catch((error: Error) => error);
    this.#sent += 1;
    const what = `${made.inject.method} ${made.endpoint.path} as ${sender.role}`;
    if (answer instanceof Error) {
      this.#fault(`${what}: ${answer.message}`, made);
      return 'other';
    }
    const { statusCode: status } = answer;
    this.#answers.set(status, (this.#answers.get(status) ?? 0) + 1);
    const took = performance.now() - began;
    if (took > SLOW_MS) this.#fault(`${what}: took ${Math.round(took / 1000)} s`, made);
    if (status >= 500)
      this.#fault(`${made.inject.method} ${made.endpoint.path}: ${status} ${this.#log.of(answer.body)}`, made);
    else if (status >= 400) this.#problem(made, what, answer);
    if (status === 401) return 'signed out';
    return status < 300 && !['GET', 'HEAD', 'OPTIONS'].includes(String(made.inject.method)) ? 'accepted' : 'other';
  }

  #problem(made: Made, what: string, answer: { headers: object; body: string; statusCode: number }): void {
    // Banks read SNAP's own answers.
    if (made.endpoint.path.startsWith('/bank/') || made.inject.method === 'HEAD') return;
    const type = String(Reflect.get(answer.headers, 'content-type'));
    const code = /"code":"([a-z_]+)"/.exec(answer.body)?.[1];
    if (!type.startsWith('application/problem+json') || code === undefined)
      this.#fault(`${what}: ${answer.statusCode} is no problem with a code but ${type}`, made);
    if (/\bat \S+ \(|node_modules|\.ts:\d+|SELECT |INSERT /.test(answer.body))
      this.#fault(`${what}: tells of its inside`, made);
  }

  #fault(fault: string, made?: Made): void {
    const times = this.#faults.get(fault) ?? 0;
    if (times > 0 || this.#faults.size < MAX_FAULTS) this.#faults.set(fault, times + 1);
    if (times === 0 && made) {
      const { method, url, headers, payload } = made.inject;
      this.#options.say?.(
        `✖ ${fault}\n   ${method} ${String(url).slice(0, 300)}\n   ${JSON.stringify({ ...headers, cookie: '' }).slice(0, 400)}\n   ${String(payload ?? '').slice(0, 400)}`,
      );
    }
  }
}

/** Orders in several states, so that there is something to spoil. */
async function purchases(world: World): Promise<void> {
  const cast = await castOf(world);
  const wanted = { rail: 'CMS', vendorSlug: 'pena-lintas-kota' } as const;
  await billed(world, cast, wanted);
  await approved(world, cast, wanted);
}

/** What the API tells each of them: identifiers and short names. */
async function harvest(app: App, endpoints: readonly Endpoint[], senders: readonly Sender[]): Promise<string[]> {
  const found = new Set<string>(['pena-lintas-kota', 'pulpen', '0a0a0a0a-0000-4000-8000-00000000ffff']);
  const take = (value: unknown): void => {
    if (typeof value === 'string' && /^[\w-]{3,60}$/.test(value)) found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take);
  };
  const lists = endpoints.filter(
    ({ method, path }) => method === 'GET' && path.startsWith('/api/') && !path.includes('{'),
  );
  for (const sender of senders) {
    const cookie = (await sender.cookie()) ?? '';
    for (const { path } of lists) {
      const answer = await app.inject({ url: path, headers: { cookie } });
      if (answer.statusCode === 200 && String(answer.headers['content-type']).includes('json')) take(answer.json());
    }
  }
  return [...found];
}

function memory(): NodeJS.MemoryUsage {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage();
}

/** Keeps what the server wrote of unexpected faults, by reference. */
class ErrorLog extends Writable {
  readonly #lines: string[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const line = chunk.toString();
    if (line.includes('"unexpected"')) this.#lines.push(line);
    if (this.#lines.length > 200) this.#lines.shift();
    done();
  }

  of(body: string): string {
    const reference = /DS-[0-9A-F]{8}/.exec(body)?.[0];
    const line = this.#lines.find((one) => reference !== undefined && one.includes(reference));
    if (line === undefined) return body.slice(0, 200);
    const { err } = JSON.parse(line) as { err: { message: string; kind?: string; stack: string } };
    const where = err.stack.split('\n').find((one) => one.includes('/src/')) ?? '';
    return `${err.kind ?? ''} ${err.message} ${where.trim()}`;
  }
}
