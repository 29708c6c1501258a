import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { keyFile } from '../testing.ts';
import { fileKeyStore } from './file.ts';
import { behavesAsKeyStore } from './testing-store.ts';

describe('key-encryption keys in a file', () => {
  const file = keyFile();
  after(() => file.remove());
  behavesAsKeyStore(async () => fileKeyStore(file.path));

  it('are readable by their owner alone, also after a new one was made', () => {
    assert.equal(statSync(file.path).mode & 0o777, 0o600);
  });

  it('are taken up by a process that was there before', async () => {
    const [one, other] = [fileKeyStore(file.path), fileKeyStore(file.path)];
    const made = await other.newKek?.();
    assert.equal(await one.currentKek(), made);
  });

  it('say that the file is damaged without quoting it', () => {
    const bad = keyFile();
    for (const text of ['{"current":"1","keys":{"1":"secret-secret"}}', 'secret-secret', '{"current":"2","keys":{}}']) {
      writeFileSync(bad.path, text, { mode: 0o600 });
      assert.throws(
        () => fileKeyStore(bad.path),
        (error: Error) => /damaged/.test(error.message) && !/secret-secret/.test(error.message),
      );
    }
    bad.remove();
  });
});
