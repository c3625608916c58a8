import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isHTTP, readConfig } from './config.js';
import { openPage } from '../testing/page.js';

/** Reads the attributes of a script tag, with those that were reported. */
function read(attributes, everyPortal = false) {
  const reports = [];
  const config = readConfig(
    {
      src: 'https://fichiers.fr/x/banner.js?y=/z#/',
      getAttribute: (name) => attributes[name] ?? null,
    },
    {
      charters: { 'built.fr': ['abcd1234', 'Ville'] },
      everyPortal,
      report: (code, message) => reports.push([code, message]),
    },
  );
  return { config, reports };
}

/** The settings without their methods. */
const values = ({ asked, module, ...config }) => config;

test('without attributes', (t) => {
  openPage(t);
  const { config, reports } = read({});
  assert.deepEqual(reports, []);
  assert.deepEqual(values(config), {
    base: 'https://fichiers.fr/x/',
    portal: 'donnees.ville.fr',
    controller: 'donnees.ville.fr',
    origin: 'https://donnees.ville.fr',
    charter: '',
    charterPage: '',
    version: '',
    categories: null,
    trackers: [],
    exempt: [],
    services: [],
    asks: 0b111,
    declared: false,
    integrations: [],
    domain: '',
    gpc: false,
    secure: true,
    load: 'intent',
    theme: 'auto',
  });
});

test('a built-in charter has its version, unless the page names another charter', (t) => {
  openPage(t);
  const { config } = read({ 'data-portal': 'Built.FR' });
  assert.equal(config.charter, 'https://fichiers.fr/x/charters/built.fr.txt');
  assert.equal(config.charterPage, 'https://fichiers.fr/x/charters/built.fr.html');
  assert.equal(config.version, 'abcd1234');
  const other = read({ 'data-portal': 'built.fr', 'data-charter': '/charte.txt' }).config;
  assert.equal(other.charter, 'https://donnees.ville.fr/charte.txt');
  assert.equal(other.charterPage, '');
  assert.equal(other.version, '');
});

test('the tag or the built-in portal names who is responsible; the host does otherwise', (t) => {
  openPage(t);
  for (const [portal, controller, want] of [
    [undefined, undefined, 'donnees.ville.fr'],
    ['constructor', undefined, 'constructor'],
    ['built.fr', undefined, 'Ville'],
    ['built.fr', ' Agglomération ', 'Agglomération'],
    ['built.fr', 'x'.repeat(81), 'Ville'],
  ]) {
    const { config } = read({ 'data-portal': portal, 'data-controller': controller });
    assert.equal(config.controller, want);
  }
});

test('with everyPortal, any portal has a charter beside the script', (t) => {
  openPage(t);
  assert.equal(read({}, true).config.charter,
    'https://fichiers.fr/x/charters/donnees.ville.fr.txt');
});

test('asks about the shown categories and the declared trackers of the statistics', (t) => {
  openPage(t);
  for (const [categories, trackers, asks] of [
    [undefined, undefined, 0b111],
    ['statistics', undefined, 0b1],
    [undefined, 'ga matomo', 0b11111],
    ['statistics internal', 'eulerian', 0b100000011],
    ['internal', 'ga', 0b10],
    ['', undefined, 0b111],
  ]) {
    const { config } = read({ 'data-categories': categories, 'data-trackers': trackers });
    assert.equal(config.asks, asks, `${categories} / ${trackers}`);
  }
});

test('accepts and ignores the values that package tag does', (t) => {
  const { page, absent, attributes } = JSON.parse(readFileSync(
    new URL('../../../app/internal/tag/testdata/attributes.json', import.meta.url), 'utf8'));
  openPage(t, { address: page });
  const none = values(read({}).config);
  for (const [name, { accepted, ignored }] of Object.entries(attributes)) {
    for (const value of absent) {
      const { config, reports } = read({ [name]: value });
      assert.deepEqual([values(config), reports], [none, []], `${name}="${value}"`);
    }
    for (const value of accepted) {
      assert.deepEqual(read({ [name]: value }).reports, [], `${name}="${value}"`);
    }
    for (const value of ignored) {
      const { config, reports } = read({ [name]: value });
      assert.deepEqual(values(config), none, `${name}="${value}"`);
      assert.equal(reports.length, 1, `${name}="${value}"`);
      assert.equal(reports[0][0], 'attribute');
      assert.ok(reports[0][1].startsWith(`${name}="${value.slice(0, 80)}" is ignored: expected `));
    }
  }
});

test('reads the words of a list, however they are spaced', (t) => {
  openPage(t);
  const { config } = read({ 'data-trackers': ' matomo\n\tga ', 'data-categories': 'internal' });
  assert.deepEqual([config.trackers, config.categories], [['matomo', 'ga'], ['internal']]);
});

test('asks about each declared service, once', (t) => {
  openPage(t);
  const { config } = read({ 'data-services': ' youtube\n mon-outil youtube' });
  assert.deepEqual(config.services, ['youtube', 'mon-outil']);
  const { reports } = read({ 'data-services': 'a1 '.repeat(21) });
  assert.match(reports[0][1], / expected at most 20 services$/);
  assert.deepEqual([config.asks, config.declared], [0b111, false]);
});

test('a document without a host has that of the page that made it', (t) => {
  const base = 'https://donnees.ville.fr/a/b?c#d';
  for (const [address, want] of [
    ['about:srcdoc', ['https://donnees.ville.fr', 'donnees.ville.fr', true, 'ville.fr']],
    ['about:blank', ['https://donnees.ville.fr', 'donnees.ville.fr', true, 'ville.fr']],
    ['blob:https://donnees.ville.fr/1', ['https://donnees.ville.fr', '', false, '']],
    ['data:text/html,', ['', '', false, '']],
    ['file:///C:/portail.html', ['', '', false, '']],
  ]) {
    openPage(t, { address, base: address.startsWith('about:') ? base : address });
    const { config } = read({ 'data-domain': 'ville.fr' });
    assert.deepEqual([config.origin, config.portal, config.secure, config.domain], want, address);
  }
});

test('without its tag, the files are beside the page', (t) => {
  for (const [address, base] of [
    ['https://donnees.ville.fr/a/b?c/#d', undefined],
    ['about:srcdoc', 'https://donnees.ville.fr/a/'],
  ]) {
    openPage(t, { address, base });
    const config = readConfig(null, { charters: {}, everyPortal: false, report() {} });
    assert.equal(config.base, 'https://donnees.ville.fr/a/', address);
  }
});

test('isHTTP', (t) => {
  openPage(t);
  for (const [address, want] of [
    ['/a', true], ['http://a', true], [' HTTPS://a', true], ['', false], [undefined, false],
    ['javascript:1', false], ['java\nscript:1', false], ['data:,', false], ['http://[', false],
  ]) {
    assert.equal(isHTTP(address), want, address);
  }
});
