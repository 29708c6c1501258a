import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Permissions, ROLES, roleMay } from '../kernel/permission.ts';
import { machines } from '../machines.ts';
import { checkMachineRoles, checkPermissions, checkRoutes } from './check.ts';
import { matrix, may } from './matrix.ts';
import { permissionsPage } from './tables.ts';

/** Each of these is a door without a lock, or with a lock of its own: added here on purpose or not at all. */
const ANYONE: readonly string[] = [
  'activation.open',
  'activation.take',
  'catalogue.read',
  'demo.read',
  'kppn.list',
  'password.forgotten',
  'password.reset',
  'session.end',
  'sign-in.code',
  'sign-in.email-code',
  'sign-in.federated',
  'sign-in.passkey',
  'sign-in.password',
  'vendor.register',
];
const MACHINE: readonly string[] = [];

/** What `SYSTEM` does is no person's right; the others are parts somebody plays, whatever their role. */
const NOT_PEOPLE = ['SYSTEM', 'VISITOR', 'ASKER', 'REGISTRAR'];

const actionsFor = (roles: string) =>
  Object.entries(matrix)
    .filter(([, permission]) => permission.roles === roles)
    .map(([action]) => action)
    .sort();

describe('the matrix of permissions', () => {
  it('is sound, and so are the roles of the state machines', () => {
    assert.deepEqual(checkPermissions(matrix), []);
    assert.deepEqual(
      machines.flatMap((machine) => checkMachineRoles(machine, NOT_PEOPLE)),
      [],
    );
  });

  it('lets in whoever comes only where that was meant', () => {
    assert.deepEqual(actionsFor('anyone'), ANYONE);
    assert.deepEqual(actionsFor('machine'), MACHINE);
  });

  it('denies what it does not know, and nobody may what needs a role', () => {
    assert.equal(may('KPA', 'unheard.of'), false);
    assert.equal(may('KPA', 'toString'), false);
    assert.equal(may(null, 'payment.approve'), false);
    assert.equal(may('UNHEARD_OF', 'payment.approve'), false);
    for (const action of actionsFor('signed-in'))
      assert.equal(may('SERVICE', action), false, `${action}: a key is no person`);
  });

  it('keeps those apart who must not act for each other on money', () => {
    const both = (...actions: string[]) => ROLES.filter((role) => actions.every((action) => may(role, action)));
    assert.deepEqual(both('order.approve', 'payment.approve'), [], 'commits and pays');
    assert.deepEqual(both('order.startPayment', 'payment.approve'), [], 'makes and approves');
    assert.deepEqual(both('order.signSpby', 'order.startPayment'), [], 'orders to pay and pays');
    assert.deepEqual(both('order.receive', 'order.approve'), [], 'receives and commits');
    assert.deepEqual(both('order.bill', 'order.signSpby'), [], 'bills and tests the bill');
  });

  it('finds what was planted', () => {
    const planted = (one: object) =>
      checkPermissions({ 'room.verb': { on: 'x', what: 'x', ...one } } as unknown as Permissions);
    assert.match(planted({ roles: ['BOSS'] })[0] ?? '', /BOSS, which is no role/);
    assert.match(planted({ roles: [] })[0] ?? '', /allowed to nobody/);
    assert.match(planted({ roles: ['PP', 'PP'] })[0] ?? '', /twice/);
    assert.match(planted({ roles: ['PP'], what: ' ' })[0] ?? '', /does not say/);
    assert.deepEqual(checkRoutes({ 'room.verb': { roles: ['PP'], on: 'x', what: 'x' } }, []), [
      'no route carries out room.verb',
    ]);
    assert.equal(roleMay(undefined, 'KPA'), false);
  });

  it('is printed as it is: docs/generated/permissions.md', () => {
    const file = join(import.meta.dirname, '../../docs/generated/permissions.md');
    assert.equal(
      readFileSync(file, 'utf8'),
      permissionsPage(matrix, machines),
      'the page is behind the code: npm run docs',
    );
  });
});
