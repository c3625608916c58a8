import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read, services as catalogue } from '../testing/catalogue.js';
import { serviceOf } from './services.js';

const services = catalogue.map(({ id, maker, hosts }) => [id, maker, ...hosts]);

test('finds the service of an address', () => {
  for (const [address, id] of read('services/testdata/addresses.json')) {
    assert.equal(serviceOf(services, new URL(address))?.[0] ?? '', id, address);
  }
});
