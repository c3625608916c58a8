import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChoice } from './choice.js';
import { NOW, openPage, record } from '../testing/page.js';

const config = { version: '', asks: 0, secure: true, domain: '' };

test('begins with what the cookie says', (t) => {
  const { document } = openPage(t);
  document.cookie = record({ ga: true });
  const choice = createChoice(config);
  assert.equal(choice.begin(document.cookie).ga, true);
  assert.equal(choice.allows('ga'), true);
  assert.equal(choice.allows('statistics'), false);
  assert.equal(choice.allows('functional_cookies'), true);
  assert.equal(choice.announcedIn(document.cookie), true);
});

test('without a choice nothing optional is allowed', (t) => {
  openPage(t);
  const choice = createChoice(config);
  assert.equal(choice.begin(), null);
  assert.equal(choice.allows('statistics'), false);
  assert.equal(choice.allows('functional_cookies'), true);
});

test('a choice about another charter is outdated', (t) => {
  const { document } = openPage(t);
  document.cookie = record({ statistics: true, charter: 'v1' });
  const choice = createChoice({ ...config, version: 'v2' });
  assert.equal(choice.begin(), null);
  assert.equal(choice.outdated().statistics, true);
});

test('announces a change once, with copies', (t) => {
  const { document } = openPage(t);
  const choice = createChoice(config);
  choice.begin();
  const calls = [];
  const events = [];
  const end = choice.onChange((now, before) => {
    calls.push([now?.ga, before?.ga]);
    if (now) now.ga = 'changed by a listener';
  });
  document.addEventListener('cookies_preferences:change',
    ({ detail }) => events.push([detail.preferences?.ga, detail.previous?.ga]));
  document.cookie = record({ ga: true });
  assert.equal(choice.refresh(), true);
  assert.equal(choice.refresh(), undefined);
  document.cookie = record({ ga: false, timestamp: NOW });
  assert.equal(choice.refresh(), true);
  assert.deepEqual(calls, [[true, undefined], [false, true]]);
  assert.deepEqual(events, calls);
  end();
  document.cookie = record({ ga: true, timestamp: NOW });
  choice.refresh();
  assert.equal(calls.length, 2);
});

test("a listener's error reaches the page, not the other listeners", (t) => {
  const { document } = openPage(t);
  const thrown = t.mock.method(globalThis, 'setTimeout', () => {});
  const choice = createChoice(config);
  choice.begin();
  let called = false;
  choice.onChange(() => { throw new Error('of the page'); });
  choice.onChange(() => { called = true; });
  document.cookie = record();
  choice.refresh();
  assert.equal(called, true);
  assert.throws(thrown.mock.calls[0].arguments[0], /of the page/);
});

test('a choice that the browser did not keep allows nothing and is erased', (t) => {
  const { document } = openPage(t);
  document.cookie = record({ statistics: true });
  const choice = createChoice(config);
  choice.begin();
  choice.kept(false);
  assert.equal(choice.allows('statistics'), false);
  assert.equal(document.cookie, '');
  choice.kept(true);
  assert.equal(choice.get(), null);
});

test('a new choice is later than one dated ahead', (t) => {
  const { document } = openPage(t);
  const choice = createChoice(config);
  assert.equal(choice.time(), NOW);
  document.cookie = record({ timestamp: NOW + 5000 });
  assert.equal(choice.time(), NOW + 5001);
});

test('renews the same value for its remaining time', (t) => {
  const { document, jar } = openPage(t);
  document.cookie = record({ timestamp: NOW - 1000 });
  const choice = createChoice(config);
  choice.begin();
  jar.written.length = 0;
  choice.renew();
  assert.deepEqual(jar.written,
    [`${record({ timestamp: NOW - 1000 })}; Path=/; Max-Age=15551999; SameSite=Lax; Secure`]);
});

test('renews neither a tie nor a choice dated ahead', (t) => {
  const { document, jar } = openPage(t);
  for (const lines of [
    [record({ timestamp: NOW + 5000 })],
    [`${record({ ga: true })}; Domain=a`, `${record({ ga: false })}; Domain=b`],
  ]) {
    for (const line of lines) document.cookie = line;
    const choice = createChoice(config);
    choice.begin();
    jar.written.length = 0;
    choice.renew();
    assert.deepEqual(jar.written, []);
  }
});

test('keeps a choice for the host where the browser refuses the domain', (t) => {
  const { document, jar } = openPage(t);
  jar.refusedDomains.push('fr');
  document.cookie = record();
  const choice = createChoice({ ...config, domain: 'fr' });
  choice.begin();
  choice.renew();
  assert.equal(document.cookie, record());
});

test('erases a choice that another page wrote with any domain above', (t) => {
  const { document } = openPage(t);
  document.cookie = `${record()}; Path=/; Domain=ville.fr`;
  const choice = createChoice(config);
  choice.begin();
  choice.erase();
  assert.equal(document.cookie, '');
});
