import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { settingsOf } from './settings.ts';

const home = mkdtempSync(join(tmpdir(), 'digipay-settings-'));
after(() => rmSync(home, { recursive: true, force: true }));

const serve = (over: Record<string, string> = {}) =>
  settingsOf('serve', {
    DIGIPAY_SERVE_DATABASE: 'postgres://serve@127.0.0.1/digipay',
    DIGIPAY_IDENTITY_DATABASE: 'postgres://identity@127.0.0.1/digipay',
    DIGIPAY_SECRETS: join(home, 'secrets.json'),
    DIGIPAY_KEYS: 'file:///keys.json',
    DIGIPAY_PUBLIC_URL: 'http://localhost:8080',
    ...over,
  });

describe('settings', () => {
  it('are taken when whole, with what is usual where nothing is said', () => {
    const { DIGIPAY_PORT, DIGIPAY_DEMO, DIGIPAY_EMAIL_CODES } = serve();
    assert.deepEqual([DIGIPAY_PORT, DIGIPAY_DEMO, DIGIPAY_EMAIL_CODES], [8080, '0', 'SIGN_IN']);
  });

  it('name every fault at once', () => {
    assert.throws(
      () => serve({ DIGIPAY_PORT: 'x', DIGIPAY_KEYS: '' }),
      /DIGIPAY_KEYS[\s\S]*DIGIPAY_PORT|DIGIPAY_PORT[\s\S]*DIGIPAY_KEYS/,
    );
  });

  it('refuse to show a demo to others', () => {
    assert.equal(serve({ DIGIPAY_DEMO: '1' }).DIGIPAY_DEMO, '1');
    assert.throws(
      () => serve({ DIGIPAY_DEMO: '1', DIGIPAY_PUBLIC_URL: 'https://digipay.example' }),
      /only for this machine/,
    );
  });

  it('refuse to speak in the clear beyond this machine', () => {
    assert.throws(() => serve({ DIGIPAY_PUBLIC_URL: 'http://digipay.example' }), /must be https/);
    const far = { DIGIPAY_SERVE_DATABASE: 'postgres://serve@db.example/digipay' };
    assert.throws(() => serve(far), /DIGIPAY_SERVE_DATABASE is on another machine/);
    assert.equal(serve({ DIGIPAY_PUBLIC_URL: 'https://digipay.example' }).DIGIPAY_DEMO, '0');
  });
});
