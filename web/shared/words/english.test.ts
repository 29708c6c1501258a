import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { it } from 'node:test';

const web = join(import.meta.dirname, '../..');

it('every table is named after its folder, and its English one stands beside it', () => {
  const modules = globSync('**/words.ts', { cwd: web });
  assert.ok(modules.length > 30);
  for (const file of modules) {
    const room = dirname(file).replaceAll('\\', '/');
    assert.match(readFileSync(join(web, file), 'utf8'), new RegExp(`defineWords\\('${room}', `), file);
    assert.ok(existsSync(join(web, room, 'words.en.ts')), `${room} has no English words`);
  }
});
