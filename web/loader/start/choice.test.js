import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  createChoice, documentCookie, latestCookies, onCookieChange, writeCookie,
} from './choice.js';
import { NAMES, setOf } from './cookie.js';
import { NOW, openPage, record } from '../testing/page.js';

const config = {
  version: '', asks: 0, declared: false, trackers: [], exempt: [], services: [], secure: true,
  domain: '',
};

/** A choice of the page, with a template of fewer names than Go's. */
const open = (settings) => createChoice({ ...config, ...settings }, () => encodeURIComponent(
  '{"functional_cookies":true,"statistics":true,"ga":true,"charter":"VERSION","asked":511,'
  + '"timestamp":1234567890123}'));

test('begins with what the cookie says', (t) => {
  const { jar } = openPage(t);
  jar.set(record({ ga: true }));
  const choice = open();
  assert.equal(choice.begin(jar.get()).ga, true);
  assert.equal(choice.allows('ga'), true);
  assert.equal(choice.allows('statistics'), false);
  assert.equal(choice.allows('functional_cookies'), true);
  assert.equal(choice.announcedIn(jar.get()), true);
});

test('without a choice nothing optional is allowed', (t) => {
  openPage(t);
  const choice = open();
  assert.equal(choice.begin(), null);
  assert.equal(choice.allows('statistics'), false);
  assert.equal(choice.allows('functional_cookies'), true);
});

test('a choice about another charter is outdated', (t) => {
  const { jar } = openPage(t);
  jar.set(record({ statistics: true, charter: 'v1' }));
  const choice = open({ version: 'v2' });
  assert.equal(choice.begin(), null);
  assert.equal(choice.outdated().statistics, true);
});

test('an exempt tracker is allowed until the visitor objects', (t) => {
  const { exempts } = JSON.parse(readFileSync(new URL(
    '../../../banner/preferences/testdata/cookies.json', import.meta.url), 'utf8'));
  assert.ok(exempts.length >= 30);
  openPage(t);
  for (const { name, cookie, now, version, gpc, tracker, allowed } of exempts) {
    globalThis.document = { cookie };
    Date.now.mock.mockImplementation(() => now);
    const choice = open({ version, gpc, exempt: [tracker], asks: 7 });
    choice.begin();
    assert.equal(choice.allows(tracker), allowed, name);
    assert.equal(choice.granted()[tracker], allowed, `${name} (granted)`);
    if (version && !cookie.includes(version)) assert.equal(choice.get(), null, name);
  }
});

test('a choice keeps what exempt trackers may do, unless the visitor changes it', (t) => {
  const { jar } = openPage(t);
  const choice = open({ exempt: ['ga'], asks: 7, declared: true });
  const allowed = (...args) => {
    assert.equal(choice.commit(choice.record(...args)), true);
    return choice.allows('ga');
  };
  assert.equal(allowed(() => false), true);
  assert.equal(allowed(() => false, () => false), false);
  assert.equal(allowed(() => true), false);
  assert.equal(allowed(() => false, () => true), true);
  jar.remove();
  assert.equal(choice.allows('ga'), true);
});

test('a choice that does not answer for a declared service is outdated', (t) => {
  const { jar } = openPage(t);
  jar.set(record({ third_party: true, umap: true }));
  assert.equal(open({ services: ['umap'] }).begin().umap, true);
  const choice = open({ services: ['umap', 'youtube'] });
  assert.equal(choice.begin(), null);
  assert.equal(choice.allows('umap'), false);
  assert.equal(choice.outdated().umap, true);
});

test('announces a change once, with copies', (t) => {
  const { document, jar } = openPage(t);
  const choice = open();
  choice.begin();
  const calls = [];
  const events = [];
  const end = choice.onChange((now, before) => {
    calls.push([now?.ga, before?.ga]);
    if (now) now.ga = 'changed by a listener';
  });
  document.addEventListener('cookies_preferences:change',
    ({ detail }) => events.push([detail.preferences?.ga, detail.previous?.ga]));
  jar.set(record({ ga: true }));
  assert.equal(choice.refresh(), true);
  assert.equal(choice.refresh(), undefined);
  jar.set(record({ ga: false, timestamp: NOW }));
  assert.equal(choice.refresh(), true);
  assert.deepEqual(calls, [[true, undefined], [false, true]]);
  assert.deepEqual(events, calls);
  end();
  jar.set(record({ ga: true, timestamp: NOW }));
  choice.refresh();
  assert.equal(calls.length, 2);
});

test("a listener's error reaches the page, not the other listeners", (t) => {
  const { jar } = openPage(t);
  const thrown = t.mock.method(globalThis, 'setTimeout', () => {});
  const choice = open();
  choice.begin();
  let called = false;
  choice.onChange(() => { throw new Error('of the page'); });
  choice.onChange(() => { called = true; });
  jar.set(record());
  choice.refresh();
  assert.equal(called, true);
  assert.throws(thrown.mock.calls[0].arguments[0], /of the page/);
});

test('commits a record, once, and announces it', (t) => {
  const { jar } = openPage(t);
  jar.set(record({ ga: true }));
  const choice = open({ asks: 511 });
  choice.begin();
  const calls = [];
  choice.onChange((now, before) => calls.push([now.statistics, before.ga]));
  jar.written.length = 0;
  const text = choice.record(() => true);
  assert.equal(choice.commit(text), true);
  assert.deepEqual(jar.written, [
    `cookies_preferences=${text}; Path=/; Max-Age=15552000; SameSite=Lax; Secure`]);
  assert.deepEqual(calls, [[true, true]]);
  assert.equal(choice.allows('statistics'), true);
});

test('a choice that the browser did not keep allows nothing and is erased', (t) => {
  const { jar } = openPage(t);
  jar.set(record({ statistics: true }));
  const choice = open({ asks: 511 });
  choice.begin();
  const write = t.mock.method(jar, 'set');
  write.mock.mockImplementation((line) => /Max-Age=0/.test(line) && jar.remove());
  assert.equal(choice.commit(choice.record(() => true)), false);
  assert.equal(choice.allows('statistics'), false);
  assert.equal(jar.get(), '');
  write.mock.restore();
  assert.equal(choice.commit(choice.record(() => true)), true);
  assert.equal(choice.allows('statistics'), true);
});

test('commits a choice for the domain, and drops one for the host alone', (t) => {
  const { jar } = openPage(t);
  jar.set(record({ statistics: true }));
  const choice = open({ domain: 'ville.fr', asks: 511 });
  choice.begin();
  const text = choice.record(() => false);
  assert.equal(choice.commit(text), true);
  assert.equal(jar.get(), `cookies_preferences=${text}`);
  assert.match(jar.written.at(-1), /Domain=ville\.fr/);
});

test('commits a choice for the host where the browser refuses the domain', (t) => {
  const { jar } = openPage(t);
  jar.refusedDomains.push('fr');
  const choice = open({ domain: 'fr', asks: 511 });
  choice.begin();
  assert.equal(choice.commit(choice.record(() => true)), true);
  assert.equal(choice.allows('statistics'), true);
  assert.doesNotMatch(jar.written.at(-1), /Domain/);
});

/** A portal of ville.fr, with a template of all names. */
const portal = (settings) => createChoice(
  { ...config, domain: 'ville.fr', declared: true, ...settings },
  () => encodeURIComponent(JSON.stringify({
    ...Object.fromEntries(NAMES.map((name) => [name, true])), service: true,
    charter: 'VERSION', asked: 511, timestamp: 1234567890123,
  })));

/** The bits of names, as in a record. */
const bits = (...names) => setOf((name) => names.includes(name));

/** What a choice allows, and what the visitor was asked. */
const outcome = (choice) => {
  const { asked, charter, timestamp, functional_cookies: _, ...record } = choice.get();
  return [Object.keys(record).filter((name) => record[name]), asked, charter];
};

test("keeps the answers to other portals' questions on the domain", (t) => {
  openPage(t);
  const one = portal({ asks: bits('statistics', 'third_party') });
  one.commit(one.record(() => true));
  const two = portal({ asks: bits('statistics', 'internal') });
  assert.equal(two.begin(), null);
  assert.equal(two.allows('statistics'), true); // what is common holds
  assert.equal(two.allows('internal'), false);
  two.commit(two.record((name) => name === 'internal'));
  assert.deepEqual(outcome(two),
    [['internal', 'third_party'], bits('statistics', 'third_party', 'internal'), undefined]);
  assert.equal(one.get().third_party, true);
  one.commit(one.record(() => false)); // a refusal of all is one for all
  assert.deepEqual(outcome(one), [[], bits('statistics', 'third_party', 'internal'), undefined]);
  assert.notEqual(two.get(), null);
});

test('a portal alone keeps nothing of what it no longer asks', (t) => {
  openPage(t);
  const one = portal({ domain: '', asks: bits('statistics', 'third_party') });
  one.commit(one.record(() => true));
  const two = portal({ domain: '', asks: bits('statistics', 'internal') });
  two.begin();
  assert.equal(two.allows('statistics'), false);
  two.commit(two.record(() => true));
  assert.deepEqual(outcome(two)[0].slice(0, 2), ['statistics', 'internal']);
  assert.equal(outcome(two)[1], bits('statistics', 'internal'));
});

test('a tracker of another portal goes with its category', (t) => {
  openPage(t);
  const tracked = { trackers: ['matomo'], asks: bits('statistics', 'matomo') };
  const one = portal(tracked);
  one.commit(one.record((name) => name !== 'matomo'));
  const two = portal({ declared: false, asks: 7 });
  assert.deepEqual(two.begin()?.statistics, undefined);
  two.commit(two.record(() => true));
  assert.equal(one.allows('matomo'), false); // refused there
  one.commit(one.record(() => true));
  assert.equal(one.allows('matomo'), true);
  two.commit(two.record(() => false));
  assert.equal(one.allows('matomo'), false);
  assert.equal(one.get().statistics, false);
});

test('portals with different charters ask once each', (t) => {
  openPage(t);
  const one = portal({ version: 'a1', asks: 7, declared: false });
  one.commit(one.record(() => true));
  const two = portal({ version: 'b1', asks: 7, declared: false });
  assert.equal(two.begin(), null);
  assert.equal(two.allows('statistics'), false); // asked about another text
  two.commit(two.record(() => true));
  assert.equal(two.get().charter, 'b1--a1');
  assert.equal(one.get().statistics, true);
  const later = portal({ version: 'a2', asks: 7, declared: false });
  assert.equal(later.begin(), null);
  later.commit(later.record(() => false));
  assert.equal(two.get().statistics, false);
});

test("portals leave the answers for each other's services", (t) => {
  openPage(t);
  const one = portal({ services: ['youtube', 'umap'], declared: false, asks: 7 });
  one.commit(one.record((name) => name === 'youtube'));
  const two = portal({ services: ['umap', 'vimeo'], declared: false, asks: 7 });
  assert.equal(two.begin(), null); // nobody has asked about Vimeo
  two.commit(two.record((name) => name === 'vimeo'));
  assert.deepEqual(['umap', 'vimeo', 'youtube'].map((name) => one.get()[name]),
    [false, true, true]);
  const none = portal({ declared: false, asks: 7 });
  none.commit(none.record((name) => name === 'internal'));
  assert.equal(two.get().vimeo, true);
  none.commit(none.record(() => false));
  assert.deepEqual([two.get().vimeo, one.get().youtube], [false, false]);
  two.commit(two.record(() => true));
  assert.deepEqual([two.get().vimeo, one.get().youtube], [true, false]);
});

test('an exempt tracker is no consent for another portal', (t) => {
  openPage(t);
  const one = portal({ trackers: ['matomo'], asks: bits('statistics', 'matomo') });
  one.commit(one.record(() => false));
  const two = portal({ exempt: ['matomo'], asks: bits('statistics', 'internal') });
  two.begin();
  two.commit(two.record((name) => name === 'statistics', () => true));
  assert.equal(two.allows('matomo'), true);
  assert.equal(one.get(), null); // asked again
  assert.equal(one.allows('matomo'), false);
});

test('an exempt tracker is no consent where the exemption is not, or no longer', (t) => {
  openPage(t);
  for (const domain of ['', 'ville.fr']) {
    const one = portal({ domain, exempt: ['matomo'], asks: 7 });
    one.commit(one.record(() => false, () => true));
    const two = portal({ domain, declared: false, asks: 7 });
    assert.equal(two.begin().matomo, false); // refused, and not asked again
    assert.equal(two.allows('matomo'), false);
    one.commit(one.record(() => true, () => true));
    assert.equal(two.allows('matomo'), true); // as the statistics
    const three = portal({ domain, trackers: ['matomo'], asks: 7 | bits('matomo') });
    assert.equal(three.begin(), null);
    assert.equal(three.allows('matomo'), false);
  }
});

test("an objection outlives what another portal's visitor accepts", (t) => {
  openPage(t);
  const one = portal({ exempt: ['matomo'], asks: 7 });
  const two = portal({ declared: false, asks: 7 });
  for (const accepts of [true, false]) {
    one.commit(one.record(() => accepts, () => false));
    two.commit(two.record(() => true));
    two.commit(two.record(() => true)); // it has no switch for the tracker
    assert.equal(one.allows('matomo'), false);
    assert.deepEqual(['statistics', 'ga', 'matomo'].map(two.allows), [true, true, false]);
    one.commit(one.record(() => true, () => true));
    assert.equal(two.allows('matomo'), true);
  }
  const three = portal({ trackers: ['matomo'], asks: 7 | bits('matomo') });
  assert.equal(three.begin(), null);
  one.commit(one.record(() => true, () => false));
  assert.equal(three.allows('matomo'), false);
  assert.equal(three.get()?.matomo, false); // answered already
});

test('a tracker that is refused by itself stays so after several choices elsewhere', (t) => {
  openPage(t);
  const one = portal({ trackers: ['matomo'], asks: 7 | bits('matomo') });
  const two = portal({ declared: false, asks: 7 });
  for (const first of [one, two]) {
    first.commit(first.record(() => true));
    one.commit(one.record((name) => name !== 'matomo'));
    two.commit(two.record(() => true));
    two.commit(two.record(() => true));
    assert.equal(one.allows('matomo'), false);
  }
  assert.equal(two.allows('ga'), true);
});

test('a new choice is later than one dated ahead', (t) => {
  const { jar } = openPage(t);
  const choice = open();
  assert.equal(choice.time(), NOW);
  jar.set(record({ timestamp: NOW + 5000 }));
  assert.equal(choice.time(), NOW + 5001);
  assert.equal(choice.commit(choice.record(() => false)), true);
  assert.equal(choice.get().timestamp, NOW + 5001);
});

test('renews the same value for its remaining time', (t) => {
  const { jar } = openPage(t);
  jar.set(record({ timestamp: NOW - 1000 }));
  const choice = open();
  choice.begin();
  jar.written.length = 0;
  choice.renew();
  assert.deepEqual(jar.written,
    [`${record({ timestamp: NOW - 1000 })}; Path=/; Max-Age=15551999; SameSite=Lax; Secure`]);
});

test('renews neither a tie nor a choice dated ahead', (t) => {
  const { jar } = openPage(t);
  for (const lines of [
    [record({ timestamp: NOW + 5000 })],
    [`${record({ ga: true })}; Domain=a`, `${record({ ga: false })}; Domain=b`],
  ]) {
    for (const line of lines) jar.set(line);
    const choice = open();
    choice.begin();
    jar.written.length = 0;
    choice.renew();
    assert.deepEqual(jar.written, []);
  }
});

test('keeps a choice for the host where the browser refuses the domain', (t) => {
  const { jar } = openPage(t);
  jar.refusedDomains.push('fr');
  jar.set(record());
  const choice = open({ domain: 'fr' });
  choice.begin();
  choice.renew();
  assert.equal(jar.get(), record());
});

test('erases a choice that another page wrote with any domain above', (t) => {
  const { jar } = openPage(t);
  jar.set(`${record()}; Path=/; Domain=ville.fr`);
  const choice = open();
  choice.begin();
  choice.erase();
  assert.equal(jar.get(), '');
});

/** Makes reading and writing cookies throw, as in a sandboxed frame. */
function forbid(document) {
  const refuse = () => { throw new Error('SecurityError'); };
  Object.defineProperty(globalThis, 'document', { value: Object.defineProperty(
    new EventTarget(), 'cookie', { get: refuse, set: refuse }), configurable: true });
  return document;
}

test('reads and writes cookies', async (t) => {
  openPage(t);
  writeCookie('cookies_preferences=1');
  assert.equal(documentCookie(), 'cookies_preferences=1');
  assert.equal(await latestCookies(), 'cookies_preferences=1');
});

test('where cookies are forbidden there are none', async (t) => {
  forbid(openPage(t).document);
  writeCookie('cookies_preferences=1');
  assert.equal(documentCookie(), '');
  assert.equal(await latestCookies(), '');
});

test('prefers the Cookie Store API', async (t) => {
  const { page } = openPage(t);
  const cookies = [['cookies_preferences', '1'], ['cookies_preferences', '2'], ['_ga', '3']];
  page.cookieStore = {
    getAll: async (filter) => cookies.filter(([name]) => typeof filter === 'object'
      || name === filter).map(([name, value]) => ({ name, value })),
  };
  assert.equal(await latestCookies(), 'cookies_preferences=1; cookies_preferences=2');
  assert.equal(await latestCookies({}), 'cookies_preferences=1; cookies_preferences=2; _ga=3');
});

test('falls back when the Cookie Store API fails or does not answer', async (t) => {
  const { page } = openPage(t);
  writeCookie('cookies_preferences=1');
  page.cookieStore = { getAll: async () => { throw new Error('SecurityError'); } };
  assert.equal(await latestCookies(), 'cookies_preferences=1');
  t.mock.method(globalThis, 'setTimeout', (callback) => void callback()); // the time is over
  page.cookieStore = { getAll: () => new Promise(() => {}) };
  assert.equal(await latestCookies(), 'cookies_preferences=1');
});

test('follows the Cookie Store, unless the page has replaced it', (t) => {
  const { page } = openPage(t);
  onCookieChange(() => {});
  page.cookieStore = {};
  onCookieChange(() => {});
  page.cookieStore = new EventTarget();
  let changes = 0;
  onCookieChange(() => { changes++; });
  page.cookieStore.dispatchEvent(new Event('change'));
  assert.equal(changes, 1);
});
