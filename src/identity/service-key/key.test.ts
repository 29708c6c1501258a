import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ROLES } from '../../kernel/permission.ts';
import { matrix } from '../../permission/matrix.ts';
import { checkAddresses, isWithin } from './address.ts';
import { KEY_PATTERN, keyHash, newKey, parseKey, sameHash, sourceKey } from './key.ts';
import { grantable, SERVICE_SCOPES, withServices } from './scopes.ts';
import { minuteWindow } from './window.ts';

const secret = Buffer.alloc(32, 7);

describe('a service key', () => {
  it('is found by a scanner, and told from a mistyped one', () => {
    for (const env of ['live', 'trial'] as const) {
      const key = newKey(env);
      assert.match(key.text, KEY_PATTERN);
      assert.deepEqual(parseKey(key.text), key);
    }
  });

  it('with any character changed, cut or swapped is none', () => {
    const { text } = newKey('live');
    for (let i = 0; i < text.length; i += 1) {
      const other = text[i] === 'a' ? 'b' : 'a';
      assert.equal(parseKey(text.slice(0, i) + other + text.slice(i + 1)), null, `${i}`);
      assert.equal(parseKey(text.slice(0, i) + text.slice(i + 1)), null);
    }
    for (const more of [`${text}a`, ` ${text}`, text.toUpperCase(), `${text}\n`]) assert.equal(parseKey(more), null);
  });

  it('does not repeat, and its hash holds for one account alone', () => {
    const keys = Array.from({ length: 500 }, () => newKey('trial'));
    assert.equal(new Set(keys.map(({ keyId }) => keyId)).size, 500);
    const [key, other] = keys as [(typeof keys)[0], (typeof keys)[0]];
    const hash = keyHash(secret, 'account', key);
    assert.ok(sameHash(hash, keyHash(secret, 'account', key)));
    for (const wrong of [
      keyHash(secret, 'another', key),
      keyHash(secret, 'account', other),
      keyHash(Buffer.alloc(32, 8), 'account', key),
      Buffer.alloc(0),
    ])
      assert.equal(sameHash(hash, wrong), false);
  });
});

describe('networks of a key', () => {
  it('are single addresses or no wider than an institution', () => {
    for (const good of ['192.0.2.7', '192.0.2.0/24', '10.20.0.0/16', '2001:db8::/32', '2001:db8::1'])
      assert.equal(checkAddresses([good]), null, good);
    for (const bad of [
      '',
      '0.0.0.0/0',
      '10.0.0.0/8',
      '::/0',
      '2001::/16',
      '192.0.2.0/33',
      '192.0.2.0/',
      '192.0.2.0/-1',
      '192.0.2',
      'contoh.example',
      '192.0.2.0/24/1',
      'fe80::1%eth0',
      '1.2.3.4/0x18',
    ])
      assert.equal(checkAddresses([bad])?.code, 'service_address_invalid', bad);
  });

  it('hold what lies in them, however it is written', () => {
    const networks = ['192.0.2.0/24', '2001:db8:1::/48'];
    for (const inside of ['192.0.2.1', '192.0.2.255', '::ffff:192.0.2.9', '2001:db8:1:2::3'])
      assert.ok(isWithin(networks, inside), inside);
    for (const outside of ['192.0.3.1', '::ffff:192.0.3.9', '2001:db8:2::1', '::1', 'unknown', ''])
      assert.ok(!isWithin(networks, outside), outside);
    assert.ok(!isWithin([], '192.0.2.1'));
  });

  it('count as one place per IPv4 address and per IPv6 network of one customer', () => {
    const key = (address: string) => sourceKey(secret, address).toString('hex');
    assert.equal(key('192.0.2.1'), key('::ffff:192.0.2.1'));
    assert.notEqual(key('192.0.2.1'), key('192.0.2.2'));
    assert.equal(key('2001:db8:1:2::3'), key('2001:db8:1:2:aaaa:bbbb:cccc:dddd'));
    assert.notEqual(key('2001:db8:1:2::3'), key('2001:db8:1:3::3'));
    assert.notEqual(key('2001:db8::1'), key('2001:db8:1::1'));
  });
});

describe('scopes of a key', () => {
  it('are reading actions of the matrix, within what the office may', () => {
    for (const scope of SERVICE_SCOPES) {
      assert.ok(Object.hasOwn(matrix, scope), scope);
      assert.match(scope, /\.(read|list)$/);
    }
    assert.deepEqual(grantable(matrix, 'SATKER'), [...SERVICE_SCOPES]);
    assert.ok(!grantable(matrix, 'VENDOR').includes('budget.read'));
    assert.deepEqual(grantable({}, 'SATKER'), []);
  });

  it('open the matrix to SERVICE for these alone, and take nothing from people', () => {
    const opened = withServices(matrix);
    const forService = Object.keys(opened).filter((action) => [opened[action]?.roles].flat().includes('SERVICE'));
    assert.deepEqual(forService.toSorted(), [...SERVICE_SCOPES].toSorted());
    for (const [action, { roles }] of Object.entries(matrix)) {
      const now = opened[action]?.roles;
      if (roles === 'signed-in' && forService.includes(action))
        assert.deepEqual([now].flat().toSorted(), [...ROLES].toSorted());
      else if (typeof roles === 'string') assert.equal(now, roles);
      else for (const role of roles) assert.ok([now].flat().includes(role), `${action} ${role}`);
    }
    assert.deepEqual(withServices(opened), opened);
  });
});

describe('a count per minute', () => {
  it('is full, and empty again a minute later, each subject for itself', () => {
    const count = minuteWindow(2);
    const at = (seconds: number) => new Date(seconds * 1000);
    count.add('a', at(100));
    assert.equal(count.wait('a', at(101)), 0);
    count.add('a', at(101));
    assert.equal(count.wait('a', at(130)), 30);
    assert.equal(count.wait('b', at(130)), 0);
    assert.equal(count.wait('a', at(160)), 0);
  });
});
