/** `serve` as it is, but for who asks: a header names one of those given in BENCH_ASKERS, instead of a session. With an empty route. */
import type { Asker } from '../../src/platform/http/asker.ts';
import { buildServe } from '../../src/serve.ts';
import { settingsOf } from '../../src/settings.ts';

const settings = settingsOf('serve', process.env);
const askers: Readonly<Record<string, Asker>> = JSON.parse(process.env.BENCH_ASKERS ?? '{}');
const app = await buildServe({
  settings,
  webDir: null,
  perMinute: Number.POSITIVE_INFINITY,
  authenticate: async ({ headers }) => askers[String(headers['x-bench-asker'])] ?? null,
});
app.get('/api/v1/bench/empty', { config: { action: 'task.list' } }, async () => ({}));
await app.listen({ port: settings.DIGIPAY_PORT, host: '127.0.0.1' });
process.send?.('ready');
