import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import openapiTS, { astToString } from 'openapi-typescript';
import { describingCore } from './core.ts';
import type { App } from './platform/http/app.ts';
import { buildServe } from './serve.ts';
import { settingsOf } from './settings.ts';

/** Nobody listens there: the description needs no database. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';

describe('the OpenAPI document', () => {
  let app: App;
  const home = mkdtempSync(join(tmpdir(), 'digipay-openapi-'));
  before(async () => {
    const settings = settingsOf('serve', {
      DIGIPAY_SERVE_DATABASE: NOWHERE,
      DIGIPAY_IDENTITY_DATABASE: NOWHERE,
      DIGIPAY_SECRETS: join(home, 'secrets.json'),
      DIGIPAY_KEYS: 'file:///nowhere',
      DIGIPAY_PUBLIC_URL: 'http://127.0.0.1:8080',
    });
    app = await buildServe({ settings, webDir: null, core: describingCore });
  });
  after(async () => {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('is valid OpenAPI 3.1 and holds the routes of sign-in and of the rooms', async () => {
    const document = (await app.inject({ url: '/api/openapi.json' })).json();
    assert.equal(document.openapi, '3.1.0');
    const types = astToString(await openapiTS(document));
    for (const path of ['/sign-in', '/sign-in/code', '/sign-out', '/me', '/products', '/orders']) {
      assert.ok(document.paths[`/api/v1${path}`], path);
      assert.ok(types.includes(`"/api/v1${path}"`), path);
    }
  });

  it('does not describe the demo where there is none', async () => {
    const document = (await app.inject({ url: '/api/openapi.json' })).json();
    assert.equal(document.paths['/api/v1/demo'], undefined);
    assert.equal((await app.inject({ url: '/api/v1/demo' })).statusCode, 404);
  });
});
