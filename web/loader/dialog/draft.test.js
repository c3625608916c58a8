import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { NAMES } from '../start/cookie.js';

globalThis.SERVICES = true; // the build leaves them out elsewhere
const { createDraft } = await import('./draft.js');

/** How switches move, for the program's tests as well. */
const cases = JSON.parse(readFileSync(
  new URL('../../../banner/testdata/drafts.json', import.meta.url), 'utf8'));

/** A draft of a page with trackers, of a visitor who has chosen. */
function open(trackers, chosen = null, services = []) {
  const choice = { chosen, granted: () => choice.chosen };
  const draft = createDraft(choice, trackers, services);
  draft.start();
  return { choice, draft, allowed: () => draft.names().filter(draft.allows) };
}

test('without a choice every switch is off', () => {
  assert.deepEqual(open([]).allowed(), []);
  assert.deepEqual(open([], { internal: true, ga: false }).allowed(), ['internal']);
});

test('moves switches as the program does', () => {
  for (const { about, trackers = [], services = [], chosen = [], moves } of cases) {
    const { draft, allowed } = open(
      trackers, Object.fromEntries(chosen.map((name) => [name, true])), services);
    for (const [name, on, want, along] of moves) {
      draft.move(name, on);
      assert.deepEqual([allowed(), draft.along()], [want, along], `${about}: ${name}, ${on}`);
    }
  }
});

test('follows a choice made elsewhere, unless a switch was moved', () => {
  const { choice, draft, allowed } = open([]);
  choice.chosen = { internal: true };
  draft.follow();
  assert.deepEqual(allowed(), ['internal']);
  draft.move('third_party', true);
  choice.chosen = {};
  draft.follow();
  assert.deepEqual(allowed(), ['internal', 'third_party']);
  assert.deepEqual(draft.chosen(), {});
});
