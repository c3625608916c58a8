import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { serviceOf } from './services.js';

const folder = new URL('../../../banner/preferences/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

const services = read('services.json').map(({ id, maker, hosts }) => [id, maker, ...hosts]);

test('finds the service of an address', () => {
  for (const [address, id] of read('services/testdata/addresses.json')) {
    assert.equal(serviceOf(services, new URL(address))?.[0] ?? '', id, address);
  }
});
