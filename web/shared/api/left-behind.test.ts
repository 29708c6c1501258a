import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { draftsBelongTo, forgetPerson } from './left-behind.ts';

class Memory {
  readonly #kept = new Map<string, string>();
  get length() {
    return this.#kept.size;
  }
  key = (index: number) => [...this.#kept.keys()][index] ?? null;
  getItem = (name: string) => this.#kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.#kept.set(name, value);
  removeItem = (name: string) => void this.#kept.delete(name);
  clear = () => this.#kept.clear();
}

beforeEach(() => {
  Object.assign(globalThis, { localStorage: new Memory(), sessionStorage: new Memory() });
  localStorage.setItem('digipay.theme', 'dark');
  localStorage.setItem('digipay.draft.cart.1', '{"note":"rapat"}');
  localStorage.setItem('digipay.draft.cart.2', '{}');
  sessionStorage.setItem('digipay.link.reset', 'secret');
});

const drafts = () => ['1', '2'].map((n) => localStorage.getItem(`digipay.draft.cart.${n}`));

test('signing out leaves nothing of the person, but the appearance they chose', () => {
  forgetPerson();
  assert.deepEqual(drafts(), [null, null]);
  assert.equal(sessionStorage.length, 0);
  assert.equal(localStorage.getItem('digipay.theme'), 'dark');
});

test('after a session has ended the same person finds their entries again, another person does not', () => {
  draftsBelongTo('a');
  localStorage.setItem('digipay.draft.cart.1', 'of a');
  draftsBelongTo('a');
  assert.equal(drafts()[0], 'of a');
  draftsBelongTo('b');
  assert.deepEqual(drafts(), [null, null]);
});
