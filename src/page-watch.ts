/** Watches over the pages that `serve` gives out, and tells of a change in the log and in the journal. */
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { systemActor } from './journal/actor.ts';
import type { Committer } from './journal/commit.ts';
import { derivedId } from './kernel/ids.ts';
import type { App } from './platform/http/app.ts';
import { pageHeaders } from './platform/http/security.ts';
import { type Difference, type Inventory, type Receive, startWatch } from './platform/http/tamper.ts';

export interface PageWatchOptions {
  readonly inventory: Inventory;
  readonly webDir: string;
  readonly secure: boolean;
  readonly committer: Committer;
  readonly clock: () => Date;
  readonly everyMs: number;
  /** Gets a page as people do; through the process itself unless given. */
  readonly receive?: Receive;
  /** Tells those who look after the platform. */
  readonly tell?: (found: readonly Difference[]) => Promise<void>;
}

/** What is listed of one alarm; the number of all is told. */
const MAX_LISTED = 20;

/** Looks as soon as the server listens and then every `everyMs`. PCI DSS 4.0.1, 11.6.1. */
export function watchPages(app: App, options: PageWatchOptions): void {
  const { inventory, webDir, secure, everyMs } = options;
  const alarm = (found: readonly Difference[]) => {
    const listed = found.slice(0, MAX_LISTED).map(({ what, how }) => `${what} ${how}`);
    app.log.error({ found: listed, count: found.length }, 'pages of payments are not what was built');
    for (const said of [noted(options, listed, found.length), options.tell?.(found)])
      said?.catch((error: Error) => app.log.error({ err: error }, 'the change of a page could not be told'));
  };
  app.addHook('onListen', async () => {
    const headers = pageHeaders(webDir, secure);
    const watch = startWatch({ inventory, headers, everyMs, alarm, receive: options.receive ?? throughItself(app) });
    app.server.once('close', watch.stop);
    void watch.look().catch((error: Error) => app.log.error({ err: error }, 'the pages could not be looked at'));
  });
}

/** As browsers ask: what is compared is what comes out of the Brotli that most of them take. */
function throughItself(app: App): Receive {
  return async (path, accept) => {
    const answer = await app.inject({ url: path, headers: { accept, 'accept-encoding': 'br' } });
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    const body = headers['content-encoding'] === 'br' ? await unpacked(answer.rawPayload) : answer.rawPayload;
    return { status: answer.statusCode, headers, body };
  };
}

/** Nothing, which is listed nowhere, when it is no Brotli. */
const unpacked = (bytes: Buffer): Promise<Buffer> => unbrotli(bytes).catch(() => Buffer.alloc(0));
const unbrotli = promisify(brotliDecompress);

const PLATFORM_ID = derivedId('security', 'platform');

function noted({ committer, clock }: PageWatchOptions, found: readonly string[], count: number): Promise<unknown> {
  return committer.commit({
    decision: {
      ok: true,
      events: [
        {
          type: 'security.page_changed',
          aggregate: 'platform',
          aggregateId: PLATFORM_ID,
          payload: { found, count },
        },
      ],
      rows: [],
      transfers: [],
      jobs: [],
    },
    actor: systemActor,
    parties: { satkerId: null, vendorId: null },
    at: clock(),
    cause: randomUUID(),
  });
}
