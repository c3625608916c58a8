import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createModules } from './modules.js';

/** A folder, and what fetches its modules. */
async function open(t, integrity) {
  const folder = await mkdtemp(join(tmpdir(), 'modules-'));
  t.after(() => rm(folder, { recursive: true }));
  return {
    module: createModules(`${pathToFileURL(folder)}/`, integrity),
    write: (file, text) => writeFile(join(folder, file), text),
  };
}

/** Holds the retry back; gives it once it waits, and how many there were. */
function holdRetry(t) {
  let timeouts;
  const waiting = new Promise((resolve) => {
    timeouts = t.mock.method(globalThis, 'setTimeout', resolve);
  });
  return { waiting, count: () => timeouts.mock.callCount() };
}

test('a module is fetched again from another address, once for all who wait', async (t) => {
  const { module, write } = await open(t);
  const { waiting, count } = holdRetry(t);
  const [first, second] = [module('a.mjs'), module('a.mjs')];
  const retry = await waiting;
  await write('a.mjs', 'export const { url } = import.meta;');
  retry();
  assert.match((await first).url, /a\.mjs\?\d+$/);
  assert.equal(await second, await first);
  assert.equal(await module('a.mjs'), await first);
  assert.equal(count(), 1);
});

test('where the page has the digests of the addresses, from the same one', async (t) => {
  const { module, write } = await open(t, 'sha384-abc');
  const { waiting } = holdRetry(t);
  const coming = module('a.mjs');
  const retry = await waiting;
  await write('a.mjs', 'export const { url } = import.meta;');
  retry();
  assert.match((await coming).url, /a\.mjs$/);
});

test('one that fails three times is named, and the next call tries again', async (t) => {
  const { module, write } = await open(t);
  let retries = 0;
  t.mock.method(globalThis, 'setTimeout', (retry) => { retries++; retry(); });
  await assert.rejects(module('a.mjs'), (error) => /^a\.mjs: /.test(error));
  assert.equal(retries, 2);
  await write('a.mjs', 'export const made = 1;');
  assert.equal((await module('a.mjs')).made, 1);
});
