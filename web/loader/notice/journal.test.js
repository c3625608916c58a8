import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJournal } from './journal.js';
import { NOW, openPage } from '../testing/page.js';

const KEY = 'cookies_preferences:journal';
/** A page that declares Google Analytics. */
const config = { version: '1', trackers: ['ga'], categories: null, asks: 0b1111 };
const about = '["1",["ga"],null]';
const accept = { choice: 'accept', name: '', at: NOW };
const allow = (name, at = NOW) => ({ choice: 'allow', name, at });

/** How many entries count of what localStorage holds. */
function count(entries, newest = 0) {
  localStorage.setItem(KEY, typeof entries === 'string' ? entries : JSON.stringify(entries));
  return createJournal(() => newest, config).get().length;
}

test('counts valid choices about what the page asks', (t) => {
  openPage(t);
  assert.equal(count([{ ...accept, about }]), 1);
  assert.equal(count([{ ...allow('ga'), about }, { ...allow('internal'), about }]), 2);
});

test('ignores everything else', (t) => {
  openPage(t);
  for (const entries of [
    '', '{', 'null', '[1]', '{}', '[null]',
    [{ ...accept, about: '["2",["ga"],null]' }],
    [{ ...accept, choice: 'erase', about }],
    [{ ...allow('matomo'), about }],
    [{ ...allow('functional_cookies'), about }],
    [{ ...accept, at: String(NOW), about }],
    [{ ...accept, at: NOW - 180 * 864e5, about }],
    [{ ...accept, at: NOW + 864e5 + 1, about }],
  ]) {
    assert.equal(count(entries), 0, JSON.stringify(entries));
  }
});

test('ignores what is older than the cookie', (t) => {
  openPage(t);
  assert.equal(count([{ ...accept, about }], NOW), 0);
  assert.equal(count([{ ...accept, about }], NOW - 1), 1);
});

test('accepting discards earlier entries, allowing adds to them', (t) => {
  openPage(t);
  const journal = createJournal(() => 0, config);
  journal.add(allow('internal', NOW - 2));
  journal.add(allow('ga', NOW - 1));
  assert.deepEqual(journal.get().map(({ name }) => name), ['internal', 'ga']);
  journal.add(accept);
  assert.deepEqual(journal.get(), [{ ...accept, about }]);
  assert.equal(journal.persists(), true);
  journal.clear();
  assert.deepEqual(journal.get(), []);
  assert.equal(localStorage.getItem(KEY), null);
});

test('keeps entries in memory where storage is refused', (t) => {
  openPage(t);
  localStorage.setItem = () => { throw new Error('SecurityError'); };
  const journal = createJournal(() => 0, config);
  journal.add(accept);
  assert.equal(journal.get().length, 1);
  assert.equal(journal.persists(), false);
  journal.clear();
  assert.deepEqual(journal.get(), []);
});

test('calls back when another tab writes to it', (t) => {
  const { page } = openPage(t);
  let calls = 0;
  createJournal(() => 0, config).onChange(() => { calls++; });
  for (const key of [KEY, 'other']) {
    page.dispatchEvent(Object.assign(new Event('storage'), { key }));
  }
  assert.equal(calls, 1);
});
