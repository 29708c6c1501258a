import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnPath } from './client.ts';
import { problemFrom } from './problem.ts';

test('a problem report gives its sentence, code and the errors of fields', () => {
  const problem = problemFrom(422, {
    detail: 'Sisa pagu kurang.',
    code: 'BUDGET_SHORT',
    errors: [{ path: 'amount', message: 'Kurangi jumlah.' }, { path: 7 }, 'noise'],
  });
  assert.equal(problem.message, 'Sisa pagu kurang.');
  assert.equal(problem.code, 'BUDGET_SHORT');
  assert.deepEqual(problem.errors, [{ path: 'amount', message: 'Kurangi jumlah.' }]);
});

test('how long to wait is read when it is given in seconds', () => {
  assert.equal(problemFrom(429, { code: 'too_many_tries' }, '45').waitSeconds, 45);
  for (const other of [null, '', 'Wed, 21 Oct 2026 07:28:00 GMT', '-3', '1e9']) {
    assert.equal(problemFrom(429, {}, other).waitSeconds, undefined, String(other));
  }
});

test('a body that is no problem report still gives a problem', () => {
  for (const body of [undefined, null, '<html>', 42, []]) {
    const problem = problemFrom(502, body);
    assert.equal(problem.status, 502);
    assert.equal(problem.message, '');
    assert.deepEqual(problem.errors, []);
  }
});

test('after signing in a person comes back to a path of this site, never to another site', () => {
  assert.equal(returnPath('/pesanan/12?tab=nego'), '/pesanan/12?tab=nego');
  for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '', 7]) {
    assert.equal(returnPath(elsewhere), '/tugas');
  }
});
