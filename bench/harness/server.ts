/** The PostgreSQL of a bench: one server, as safe as in production, on which the yardsticks run too. */
import { startTestServer, type TestServer } from '../../test/support/database.ts';

/** What a server of this size is given in production. */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '2GB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
} as const;

/** Starts it and lets `testDatabase` and `startWorld` find it. */
export async function startBenchServer(): Promise<TestServer> {
  const server = await startTestServer(Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]));
  process.env.DIGIPAY_TEST_PG = server.url;
  return server;
}
