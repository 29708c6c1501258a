import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { trialSecrets } from './secrets.ts';

describe('secrets of a trial', () => {
  const home = mkdtempSync(join(tmpdir(), 'digipay-secrets-'));
  after(() => rmSync(home, { recursive: true, force: true }));

  it('are made once, and readable by their owner only', () => {
    const file = join(home, 'new', 'secrets.json');
    const made = trialSecrets(file);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(Buffer.from(made.totpKey, 'hex').length, 32);
    assert.deepEqual(trialSecrets(file), made);
  });

  it('of an earlier version gain what they lack and keep what they have', () => {
    const file = join(home, 'old.json');
    const old = { databasePassword: 'a', servePassword: 'b', workPassword: 'c', accountKey: 'd' };
    writeFileSync(file, JSON.stringify(old));
    const now = trialSecrets(file);
    for (const [name, value] of Object.entries(old)) assert.equal(now[name as keyof typeof old], value);
    assert.ok(now.identityPassword && now.emailKey && now.totpKey);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), now);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('that are complete are read and not written again: every process of the platform reads them at the same moment', () => {
    const file = join(home, 'complete.json');
    trialSecrets(file);
    const before = statSync(file);
    trialSecrets(file);
    const later = statSync(file);
    assert.deepEqual([later.ino, later.mtimeMs], [before.ino, before.mtimeMs]);
    assert.deepEqual(
      readdirSync(home).filter((name) => !/^(new|old\.json|complete\.json)$/.test(name)),
      [],
      'nothing is left beside it',
    );
  });
});
