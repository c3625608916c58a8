import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { joinVersions, maxAge, readChoice, setCookie, values } from './cookie.js';

const corpus = new URL('../../../banner/preferences/testdata/cookies.json', import.meta.url);
const cases = JSON.parse(readFileSync(corpus, 'utf8'));

/** Keys and their order count. */
const same = (got, want, name) => assert.equal(JSON.stringify(got), JSON.stringify(want), name);

test('the corpus has its cases', () => {
  for (const list of ['reads', 'exempts', 'covers', 'max_ages', 'set_cookies']) {
    assert.ok(cases[list].length > 0, list);
  }
  assert.ok(cases.reads.length > 250);
});

test('reads the choice', () => {
  for (const { name, cookie, now, version, want, value } of cases.reads) {
    const read = readChoice(cookie, now, version);
    same(read && read.record, want, name);
    same(read && read.value, value, `${name} (value)`);
  }
});

test('asks again about what the record does not cover', () => {
  for (const { name, asked, asks, answers = [], services, covered } of cases.covers) {
    const given = Object.fromEntries(answers.map((service, i) => [service, i === 0]));
    const line = `cookies_preferences=${JSON.stringify({ timestamp: 1e12, asked, ...given })}`;
    same(Boolean(readChoice(line, 1e12, '', asks, services)), covered, name);
  }
});

test('keeps a choice for the rest of its 180 days', () => {
  for (const { name, timestamp, now, max_age: want } of cases.max_ages) {
    same(maxAge(timestamp, now), want, name);
  }
});

test('writes a line that keeps the choice for the rest of its 180 days', () => {
  for (const { name, preferences, value, now, secure, domain, line } of cases.set_cookies) {
    same(setCookie(value, maxAge(preferences.timestamp, now), secure, domain), line, name);
  }
});

test('reads where the page has replaced Array.from, as Prototype.js and MooTools do', (t) => {
  t.mock.method(Array, 'from', ({ length = 0 }) => new Array(length));
  assert.deepEqual(values('cookies_preferences=a; b=c; cookies_preferences=d'), ['a', 'd']);
});

test('reads a long line in linear time', () => {
  const line = `${' \t'.repeat(1e5)}cookies_preferences${' '.repeat(1e5)}`;
  assert.deepEqual(values(line.repeat(10)), []);
});

test('joins the versions of several charters', () => {
  for (const [own, others, want] of [
    ['', '', ''],
    ['a', '', 'a'],
    ['', 'a', 'a'],
    ['a', 'a', 'a'],
    ['b', 'a', 'b--a'],
    ['a', 'b--a', 'a--b'],
    [undefined, undefined, ''],
    ['a'.repeat(10), `${'b'.repeat(10)}--${'c'.repeat(10)}`,
      `${'a'.repeat(10)}--${'b'.repeat(10)}`],
    ['a'.repeat(32), 'b', 'a'.repeat(32)],
  ]) {
    assert.equal(joinVersions(own, others), want);
  }
});
