/** `serve` as it is, but for the number of requests that one person may send in a minute: here a few people do the work of a nation. */
import { buildServe } from '../../src/serve.ts';
import { settingsOf } from '../../src/settings.ts';

const settings = settingsOf('serve', process.env);
const app = await buildServe({ settings, webDir: null, perMinute: Number.POSITIVE_INFINITY });
await app.listen({ port: settings.DIGIPAY_PORT, host: '127.0.0.1' });
process.send?.('ready');
