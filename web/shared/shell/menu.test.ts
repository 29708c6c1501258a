import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MENUS, menuOf } from './menu.ts';

test('no role has more than seven entries in its menu, or more than four on a phone', () => {
  for (const [role, menu] of Object.entries(MENUS)) {
    assert.ok(menu.side.length <= 7, role);
    assert.ok(menu.phone.length <= 4, role);
    assert.equal(new Set(menu.side).size, menu.side.length, role);
  }
});

test('an entry whose screen does not exist is not shown', () => {
  const menu = menuOf('PPK', (path) => path === '/tugas');
  assert.deepEqual(menu, { side: [{ key: 'tasks', to: '/tugas' }], phone: [{ key: 'tasks', to: '/tugas' }] });
});

test('the role is read in any letter case, and an unknown role still gets its tasks and help', () => {
  const all = () => true;
  assert.deepEqual(menuOf('ppk', all), menuOf('PPK', all));
  assert.deepEqual(
    menuOf('SOMETHING_NEW', all).side.map((entry) => entry.key),
    ['tasks', 'help'],
  );
});

test('each role finds its part of the registers, and nobody one that is not theirs', () => {
  const places = (role: string) => menuOf(role, () => true).side.map((entry) => entry.key);
  const has = (key: string) => Object.keys(MENUS).filter((role) => places(role).some((one) => one === key));
  assert.deepEqual(has('users'), ['KPA', 'ADMIN_SATKER']);
  assert.deepEqual(has('registrations'), ['ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN', 'AUDITOR']);
  assert.deepEqual(has('vendors'), ['PP', 'ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN', 'AUDITOR']);
  assert.deepEqual(has('store'), ['VENDOR_ADMIN']);
  assert.deepEqual(has('integrations'), ['ADMIN_SATKER', 'ADMIN_PKN']);
});
