import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../src/platform/postgres.ts';

const main = join(import.meta.dirname, '../src/main.ts');
const MIGRATIONS = readdirSync(join(import.meta.dirname, '../migrations')).length;

describe('npm start', () => {
  let home: string;
  let port: number;
  let webPort: number;
  const children: ChildProcess[] = [];
  const dev = (...more: string[]) => {
    const child = spawn(
      process.execPath,
      [main, 'dev', '--data', join(home, 'data'), '--bank-port', String(port), '--port', String(webPort), ...more],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    children.push(child);
    return child;
  };
  const said = async (child: ChildProcess, words: RegExp) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        text += chunk;
      });
    const ended = once(child, 'exit');
    while (!words.test(text)) {
      const done = await Promise.race([ended, new Promise((go) => setTimeout(go, 50))]);
      if (done && !words.test(text)) assert.fail(`ended without ${words}:\n${text}`);
    }
    return text;
  };
  const stop = async (child: ChildProcess, signal: NodeJS.Signals) => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const balance = async () =>
    (await (await fetch(`http://127.0.0.1:${port}/simulasi/accounts/002/002101000123456`)).json()) as {
      balance: string;
    };

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'digipay-start-'));
    chmodSync(home, 0o711);
    port = await freePort();
    webPort = await freePort();
  });
  after(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  it('starts, says so when the data is in use, survives being killed, and starts again on the same data', async () => {
    const first = dev();
    assert.match(await said(first, /Ready/), new RegExp(`${MIGRATIONS} migrations done`));
    assert.match((await balance()).balance, /^300000000/);
    assert.equal((await fetch(`http://127.0.0.1:${webPort}/api/v1/demo`)).status, 200);
    assert.match(
      await (await fetch(`http://127.0.0.1:${webPort}/`, { headers: { accept: 'text/html' } })).text(),
      /Digipay Satu/,
    );
    const second = dev();
    await said(second, /is in use/);
    await said(dev('--port', '0', '--bank-port', '0'), /is in use by process \d+/);
    await stop(first, 'SIGKILL');
    const third = dev();
    const text = await said(third, /Ready/);
    assert.match(text, /left over from a run that was killed/);
    assert.match(text, /up to date/);
    await stop(third, 'SIGTERM');
    const fresh = dev('--fresh');
    assert.match(await said(fresh, /Ready/), new RegExp(`${MIGRATIONS} migrations done`));
    await stop(fresh, 'SIGKILL');
    const again = dev('--fresh');
    assert.match(
      await said(again, /Ready/),
      new RegExp(`left over from a run that was killed[\\s\\S]*${MIGRATIONS} migrations done`),
    );
    await stop(again, 'SIGINT');
  });

  it('empties no folder that is not the data of a trial', async () => {
    const folder = join(home, 'letters');
    mkdirSync(folder);
    writeFileSync(join(folder, 'letter.txt'), 'keep me');
    await said(dev('--fresh', '--data', folder), /does not hold the data of a trial/);
    assert.equal(readFileSync(join(folder, 'letter.txt'), 'utf8'), 'keep me');
  });
});
