import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAMES } from '../start/cookie.js';

globalThis.SERVICES = true; // the build leaves them out elsewhere
const { createDraft } = await import('./draft.js');

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

test('a category takes its trackers along, both ways', () => {
  const { draft, allowed } = open(['ga', 'matomo']);
  draft.move('statistics', true);
  assert.deepEqual(draft.along(), ['ga', 'matomo']);
  assert.deepEqual(allowed(), ['statistics', 'ga', 'matomo']);
  draft.move('statistics', false);
  assert.deepEqual(draft.along(), ['ga', 'matomo']);
  assert.deepEqual(allowed(), []);
});

test('a tracker that is allowed allows its category; one that is refused leaves it', () => {
  const { draft, allowed } = open(['ga']);
  draft.move('ga', true);
  assert.deepEqual(draft.along(), ['statistics']);
  draft.move('ga', false);
  assert.deepEqual(draft.along(), []);
  assert.deepEqual(allowed(), ['statistics']);
});

test('other categories move alone', () => {
  const { draft, allowed } = open(['ga']);
  draft.move('third_party', true);
  assert.deepEqual(draft.along(), []);
  assert.deepEqual(allowed(), ['third_party']);
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

test('a category takes its services along, which move alone', () => {
  const services = [['youtube', 'third_party'], ['cs', 'statistics'], ['umap', 'third_party']];
  const { draft, allowed } = open(['ga'], { statistics: true, umap: true }, services);
  assert.deepEqual(allowed(), ['statistics', 'umap']);
  draft.move('youtube', true);
  assert.deepEqual([allowed(), draft.along()], [['statistics', 'youtube', 'umap'], []]);
  draft.move('third_party', true);
  assert.deepEqual(draft.along(), []);
  draft.move('umap', false);
  assert.deepEqual(allowed(), ['statistics', 'third_party', 'youtube']);
  draft.move('third_party', false);
  assert.deepEqual([allowed(), draft.along()], [['statistics'], ['youtube']]);
  draft.move('statistics', false);
  draft.move('ga', true);
  assert.deepEqual([allowed(), draft.along()], [['statistics', 'ga'], ['statistics']]);
});
