import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAMES } from './cookie.js';
import { fillRecord } from './record.js';

/** As Go renders it; app/build compares the fills with Go's for every set of names. */
const template = encodeURIComponent(JSON.stringify({
  ...Object.fromEntries(NAMES.map((name) => [name, true])),
  service: true, charter: 'VERSION', asked: 511, timestamp: 1234567890123,
}));

const fill = (config, allows) => JSON.parse(decodeURIComponent(fillRecord(
  template,
  { version: '', asks: 7, declared: false, trackers: [], exempt: [], services: [], ...config },
  allows, 5)));

test('leaves out what the page does not have', () => {
  assert.deepEqual(Object.keys(fill({}, () => true)), [...NAMES, 'timestamp']);
  const { charter, asked, timestamp } = fill(
    { version: 'v.1_a-b', declared: true, trackers: ['ga'], asks: 15 }, () => true);
  assert.deepEqual([charter, asked, timestamp], ['v.1_a-b', 15, 5]);
});

test('the trackers follow the statistics where none is declared', () => {
  const allowed = (...args) => NAMES.filter((name) => fill(...args)[name]);
  assert.deepEqual(allowed({}, (name) => name === 'statistics'),
    NAMES.filter((name) => !['internal', 'third_party'].includes(name)));
  assert.deepEqual(allowed({ asks: 6 }, () => true), [NAMES[0], 'internal', 'third_party']);
});

test('what the page does not ask about is refused', () => {
  const record = fill({ asks: 9, trackers: ['ga'], declared: true }, () => true);
  assert.deepEqual(NAMES.filter((name) => record[name]), [NAMES[0], 'statistics', 'ga']);
});

test('a service that the page declares has an answer of its own, in its order', () => {
  const services = ['umap', 'service', 'google-maps'];
  const record = fill({ version: 'v1', services, asks: 3 }, (name) => /s|umap/.test(name));
  assert.deepEqual(Object.keys(record).slice(NAMES.length), [...services, 'charter', 'timestamp']);
  assert.deepEqual(services.map((name) => record[name]), [true, true, true]);
  const refused = fill({ services }, (name) => name === 'third_party' || name === 'umap');
  assert.deepEqual([...services, 'third_party'].map((name) => refused[name]),
    [true, false, false, true]);
});
