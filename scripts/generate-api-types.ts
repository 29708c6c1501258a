/**
 * Writes the types of the API for the web app (`npm run api`), from the same schemas the routes run on. `--check` only compares,
 * and ends with 1 when the file is behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';
import { describingCore } from '../src/core.ts';
import { buildServe } from '../src/serve.ts';

const SCHEMA_FILE = fileURLToPath(new URL('../web/shared/api/schema.ts', import.meta.url));

/** Sent by `withKey` with every command, not named at each call. */
const KEY_HEADER = 'idempotency-key';

/** The document of the whole API. Nothing is connected to: a pool connects when it is first used. */
async function openApi(): Promise<OpenAPI3> {
  const nowhere = 'postgres://nobody@127.0.0.1:1/none';
  const app = await buildServe({
    settings: {
      DIGIPAY_SERVE_DATABASE: nowhere,
      DIGIPAY_IDENTITY_DATABASE: nowhere,
      DIGIPAY_SECRETS: '-',
      DIGIPAY_KEYS: '-',
      DIGIPAY_PORT: 0,
      DIGIPAY_HOST: '127.0.0.1',
      DIGIPAY_PUBLIC_URL: 'http://127.0.0.1',
      DIGIPAY_DEMO: '1',
      DIGIPAY_PASSWORD_PROFILE: 'nist',
      DIGIPAY_EMAIL_CODES: 'SIGN_IN',
      DIGIPAY_OUTBOUND_RANGES: [],
      DIGIPAY_TRUSTED_PROXIES: [],
      DIGIPAY_WATCH_MINUTES: 10,
      secrets: {
        databasePassword: '',
        servePassword: '',
        workPassword: '',
        identityPassword: '',
        keysPassword: '',
        auditorPassword: '',
        accountKey: '00',
        emailKey: '00',
        totpKey: '00',
        federationKey: '00',
        serviceKey: '00',
        demoKey: '00',
        bankClientSecret: '',
        bank: { privateKeyPem: '', publicKeyPem: '' },
        partner: { privateKeyPem: '', publicKeyPem: '' },
      },
    },
    webDir: null,
    core: describingCore,
  });
  await app.ready();
  const document = JSON.parse(JSON.stringify(app.swagger())) as OpenAPI3;
  await app.close();
  return document;
}

function withoutKeys(document: OpenAPI3): OpenAPI3 {
  return JSON.parse(JSON.stringify(document), (_, value) =>
    Array.isArray(value) ? value.filter((one) => !(one?.in === 'header' && one.name === KEY_HEADER)) : value,
  );
}

const text = COMMENT_HEADER + astToString(await openapiTS(withoutKeys(await openApi())));
if (process.argv.includes('--check')) {
  if (readFileSync(SCHEMA_FILE, 'utf8') !== text) {
    console.error('web/shared/api/schema.ts is behind the API. Run `npm run api`.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(SCHEMA_FILE, text);
}
