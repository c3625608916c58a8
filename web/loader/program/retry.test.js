import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retry, WrongAnswer } from './retry.js';

/** Counts the requests; the given errors are thrown first. */
function requests(t, ...errors) {
  t.mock.method(globalThis, 'setTimeout', (callback) => callback());
  const get = async () => {
    get.count++;
    if (errors.length) throw errors.shift();
    return 'the file';
  };
  get.count = 0;
  return get;
}

test('a request that fails is made again, twice', async (t) => {
  const get = requests(t, new TypeError('Load failed'), new Error('no connection'));
  assert.equal(await retry(get), 'the file');
  assert.equal(get.count, 3);
});

test('the third failure is the last', async (t) => {
  const get = requests(t, ...[1, 2, 3].map((n) => new TypeError(`failure ${n}`)));
  await assert.rejects(retry(get), { message: 'failure 3' });
});

test('a wrong answer is not asked for again', async (t) => {
  const get = requests(t, new WrongAnswer('HTTP status 404'));
  await assert.rejects(retry(get), { message: 'HTTP status 404' });
  assert.equal(get.count, 1);
});
