import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentCookie, latestCookies, onReturn, writeCookie } from './document-cookie.js';
import { openPage } from '../testing/page.js';

/** Makes document.cookie throw, as in a sandboxed frame. */
function forbid(document) {
  const refuse = () => { throw new Error('SecurityError'); };
  Object.defineProperty(globalThis, 'document', { value: Object.defineProperty(
    new EventTarget(), 'cookie', { get: refuse, set: refuse }), configurable: true });
  return document;
}

test('reads and writes document.cookie', async (t) => {
  openPage(t);
  writeCookie('a=1');
  assert.equal(documentCookie(), 'a=1');
  assert.equal(await latestCookies('a'), 'a=1');
});

test('where cookies are forbidden there are none', async (t) => {
  forbid(openPage(t).document);
  writeCookie('a=1');
  assert.equal(documentCookie(), '');
  assert.equal(await latestCookies('a'), '');
});

test('prefers the Cookie Store API', async (t) => {
  const { page } = openPage(t);
  page.cookieStore = { getAll: async () => [{ value: '1' }, { value: '2' }] };
  assert.equal(await latestCookies('a'), 'a=1; a=2');
});

test('falls back when the Cookie Store API fails or does not answer', async (t) => {
  const { page } = openPage(t);
  writeCookie('a=1');
  page.cookieStore = { getAll: async () => { throw new Error('SecurityError'); } };
  assert.equal(await latestCookies('a'), 'a=1');
  t.mock.method(globalThis, 'setTimeout', (callback) => void callback()); // the time is over
  page.cookieStore = { getAll: () => new Promise(() => {}) };
  assert.equal(await latestCookies('a'), 'a=1');
});

test('calls back when the visitor returns, not when the page starts', (t) => {
  const { page, document } = openPage(t);
  let returns = 0;
  onReturn(() => { returns++; });
  const fire = (...types) => types.forEach((type) => page.dispatchEvent(new Event(type)));
  fire('pageshow', 'focus');
  assert.equal(returns, 0);
  fire('blur', 'focus', 'focus');
  assert.equal(returns, 1);
  document.hidden = true;
  fire('visibilitychange');
  document.hidden = false;
  fire('visibilitychange');
  assert.equal(returns, 2);
});
