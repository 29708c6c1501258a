import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { behavesAsKeyStore } from './testing-store.ts';
import { type TransitPeer, transitPeer } from './testing-transit.ts';
import { transitKeyStore } from './transit.ts';

// Against a peer that encrypts in earnest, on the wire format of the transit API; no OpenBao runs here.
describe('key-encryption keys in OpenBao or Vault transit', () => {
  const home = mkdtempSync(join(tmpdir(), 'digipay-transit-'));
  const tokenFile = join(home, 'token');
  let peer: TransitPeer;
  before(async () => {
    writeFileSync(tokenFile, 's.token-of-this-test\n', { mode: 0o600 });
    peer = await transitPeer('s.token-of-this-test', 'digipay');
  });
  after(async () => {
    await peer.close();
    rmSync(home, { recursive: true });
  });
  const setting = () => `transit+${peer.url}/transit/digipay?token-file=${tokenFile}`;
  const open = async () => transitKeyStore(setting());
  behavesAsKeyStore(open);

  it('travel in batches', async () => {
    const store = await open();
    peer.asked.length = 0;
    await store.wrap(Array.from({ length: 600 }, () => ({ key: Buffer.alloc(32), context: Buffer.alloc(1) })));
    assert.deepEqual(peer.asked, Array(3).fill('POST /v1/transit/encrypt/digipay'));
  });

  it('are asked for once more when a standby is taking over or a connection breaks, and then given up', async () => {
    const store = await open();
    for (const status of [503, 0]) {
      peer.failNext(status, 1);
      assert.equal((await store.wrap([{ key: Buffer.alloc(32), context: Buffer.alloc(1) }])).length, 1);
    }
    peer.failNext(503, 2);
    await assert.rejects(store.currentKek(), /answered 503/);
    peer.failNext(0, 2);
    await assert.rejects(store.currentKek(), /out of reach/);
    peer.failNext(500, 1);
    await assert.rejects(store.newKek?.() ?? Promise.resolve(), /answered 500/);
  });

  it('are refused with a wrong token; a token that was renewed in its file is taken up', async () => {
    const store = await open();
    writeFileSync(tokenFile, 'another');
    await assert.rejects(
      store.currentKek(),
      (error: Error) => /answered 403/.test(error.message) && !/another/.test(error.message),
    );
    writeFileSync(tokenFile, 's.token-of-this-test');
    await store.currentKek();
  });

  it('know their namespace', async () => {
    const own = await transitPeer('s.token-of-this-test', 'digipay', 'perbendaharaan');
    const setting = `transit+${own.url}/transit/digipay?token-file=${tokenFile}`;
    await assert.rejects(transitKeyStore(setting).currentKek(), /404/);
    assert.equal(
      await transitKeyStore(`${setting}&namespace=perbendaharaan`).currentKek(),
      'transit:transit/digipay:1',
    );
    await own.close();
  });

  it('are reached over https, or on this machine', () => {
    assert.throws(() => transitKeyStore(`transit+http://bao.example/transit/digipay?token-file=${tokenFile}`), /https/);
    assert.throws(() => transitKeyStore('transit+https://bao.example/digipay'), /token-file/);
  });
});
