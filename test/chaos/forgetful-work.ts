/** `work` with a planted fault: a call without an answer is made again at once, under a reference of its own. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const REAL = new URL('../../src/payment/rails/snap/transfer-rail.ts', import.meta.url).href;
const PLANTED = pathToFileURL(new URL('./forgetful-rail.ts', import.meta.url).pathname).href;

if (import.meta.main) {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      return found.url === REAL && context.parentURL !== PLANTED ? { ...found, url: PLANTED } : found;
    },
  });
  const { settingsOf } = await import('../../src/settings.ts');
  const { startWork } = await import('../../src/work.ts');
  await startWork({ settings: settingsOf('work') });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}
