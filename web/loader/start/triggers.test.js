import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTriggerListener } from './triggers.js';
import { openPage } from '../testing/page.js';

test('opens at a click on a trigger only, once', (t) => {
  const { document } = openPage(t);
  const opened = [];
  const listen = createTriggerListener((trigger) => opened.push(trigger));
  listen();
  listen();
  const click = (target) => {
    const event = new Event('click', { cancelable: true });
    event.composedPath = () => [target];
    document.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const trigger = {};
  assert.equal(click({ closest: () => trigger }), true);
  assert.equal(click({ closest: () => null }), false);
  assert.equal(click({ closest: 'a form\'s field of that name' }), false);
  assert.equal(click(document), false);
  assert.deepEqual(opened, [trigger]);
});
