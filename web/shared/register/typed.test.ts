import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, isEmail, isMobile, isNik, isNip, orNull } from './typed.ts';

test('numbers are read however they are grouped, and no other length passes', () => {
  for (const typed of ['3374014507880001', '3374 0145 0788 0001', '3374.0145.0788.0001'])
    assert.ok(isNik(typed), typed);
  for (const typed of ['', '337401450788000', '33740145078800011', '337401450788000O']) assert.ok(!isNik(typed), typed);
  assert.ok(isNip('19800101 200501 2 002'));
  assert.ok(!isNip('1980010120050120021'));
  assert.equal(bare('0812 3456-7890'), '081234567890');
});

test('mobile numbers and addresses as the server takes them', () => {
  for (const typed of ['0812 3456 7890', '+62 812-3456-7890', '6281234567890']) assert.ok(isMobile(typed), typed);
  for (const typed of ['0248311234', '0801234567', '812345678', '']) assert.ok(!isMobile(typed), typed);
  assert.ok(isEmail(' nama@kantor.go.id '));
  for (const typed of ['nama@kantor', 'nama kantor@a.id', '@a.id', '']) assert.ok(!isEmail(typed), typed);
});

test('nothing typed is nothing', () => {
  assert.equal(orNull('  '), null);
  assert.equal(orNull(' a '), 'a');
});
