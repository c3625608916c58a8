import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchCharter } from './charter.js';

const MAX = 256 * 1024;

/** Answers a fetch with a body that `pull` fills, and ends it with the request, as browsers do. */
function answer(t, pull, options) {
  const state = { pulls: 0, ended: false };
  t.mock.method(globalThis, 'fetch', async (url, { signal }) => new Response(
    new ReadableStream({
      start: (stream) => signal.addEventListener('abort', () => {
        state.ended = true;
        stream.error(signal.reason);
      }),
      pull: (stream) => pull(stream, state.pulls++),
    }), options));
  return state;
}

test('gives the whole text, in however many pieces it comes', async (t) => {
  answer(t, (stream, i) => (
    i < 3 ? stream.enqueue(Uint8Array.of(i, i)) : stream.close()));
  assert.deepEqual([...await fetchCharter('x')], [0, 0, 1, 1, 2, 2]);
});

test('an empty body gives an empty text', async (t) => {
  t.mock.method(globalThis, 'fetch', async () => new Response(null));
  assert.equal((await fetchCharter('x')).length, 0);
});

test('a charter without end is cut after one byte too many, and its download ends', async (t) => {
  const state = answer(t, (stream) => stream.enqueue(new Uint8Array(1000)));
  assert.equal((await fetchCharter('x')).length, MAX + 1);
  assert.ok(state.ended, 'the download goes on');
  assert.ok(state.pulls < MAX / 1000 + 5, `${state.pulls} pieces were read`);
});

test('a body that stalls is given up after eight seconds', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const state = answer(t, (stream, i) => {
    if (i === 0) stream.enqueue(new Uint8Array(1));
    else queueMicrotask(() => t.mock.timers.tick(8000));
  });
  await assert.rejects(fetchCharter('x'), { message: 'no answer within 8 s' });
  assert.ok(state.ended);
});

test('another answer than a text is an error, and its download ends', async (t) => {
  for (const [options, message] of [
    [{ status: 404 }, 'HTTP status 404, expected 200'],
    [{ headers: { 'Content-Type': 'text/html' } }, 'it is an HTML page, expected plain text'],
  ]) {
    const state = answer(t, (stream) => stream.enqueue(new Uint8Array(9)), options);
    await assert.rejects(fetchCharter('x'), { message });
    assert.ok(state.ended);
  }
});
