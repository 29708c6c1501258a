import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lineToBegin } from './line-choice.ts';

const LINES = [
  { id: 'office', akun: '521111' },
  { id: 'stock', akun: '521811' },
  { id: 'stock of another output', akun: '521211' },
  { id: 'and of a third', akun: '521211' },
];

describe('the budget line chosen beforehand', () => {
  it('is the one the order has, whatever the goods suggest', () => {
    assert.equal(lineToBegin('office', ['521811'], LINES), 'office');
  });

  it('is the only line of the akun that all goods suggest', () => {
    assert.equal(lineToBegin(undefined, ['521811', '521811'], LINES), 'stock');
  });

  it('is left to the official when goods differ, several lines fit, none fits or nothing is suggested', () => {
    assert.equal(lineToBegin(undefined, ['521811', '521111'], LINES), '');
    assert.equal(lineToBegin(undefined, ['521211'], LINES), '');
    assert.equal(lineToBegin(undefined, ['523121'], LINES), '');
    assert.equal(lineToBegin(undefined, [], LINES), '');
  });
});
