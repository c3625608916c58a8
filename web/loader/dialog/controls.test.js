import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveSwitch } from './controls.js';
import { NAMES } from '../start/cookie.js';

const refuse = () => Object.fromEntries(NAMES.map((name) => [name, false]));
const allowed = (draft) => NAMES.filter((name) => draft[name]);

test('a category takes its trackers along, both ways', () => {
  const draft = refuse();
  assert.deepEqual(moveSwitch(draft, 'statistics', true, ['ga', 'matomo']), ['ga', 'matomo']);
  assert.deepEqual(allowed(draft), ['statistics', 'ga', 'matomo']);
  assert.deepEqual(moveSwitch(draft, 'statistics', false, ['ga', 'matomo']), ['ga', 'matomo']);
  assert.deepEqual(allowed(draft), []);
});

test('a tracker that is allowed allows its category; one that is refused leaves it', () => {
  const draft = refuse();
  assert.deepEqual(moveSwitch(draft, 'ga', true, ['ga']), ['statistics']);
  assert.deepEqual(moveSwitch(draft, 'ga', false, ['ga']), []);
  assert.deepEqual(allowed(draft), ['statistics']);
});

test('other categories move alone', () => {
  const draft = refuse();
  assert.deepEqual(moveSwitch(draft, 'third_party', true, ['ga']), []);
  assert.deepEqual(allowed(draft), ['third_party']);
});
