import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTriggerListener } from './triggers.js';
import { openPage } from '../testing/page.js';

test('opens at a click in a trigger only, once', (t) => {
  const { page } = openPage(t);
  globalThis.Element = class { matches() { return this.opens; } };
  t.after(() => { delete globalThis.Element; });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const opened = [];
  const listen = createTriggerListener((trigger) => opened.push(trigger));
  listen();
  listen();
  const element = (opens, own) => Object.assign(new Element(), { opens }, own);
  const click = (...path) => {
    const event = new Event('click', { cancelable: true });
    event.composedPath = () => [...path, {}, page];
    page.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const trigger = element(true, { matches: 'a form\'s field of that name' });
  assert.equal(click(element(false), {}, trigger), true);
  assert.equal(click(element(false)), false);
  assert.equal(click(), false);
  assert.deepEqual(opened, []); // the page's own listeners come first
  t.mock.timers.tick(0);
  assert.deepEqual(opened, [trigger]);
});

test('marks a click on a link that leads away as Ctrl+click', (t) => {
  const { page } = openPage(t);
  globalThis.Element = class extends EventTarget { matches() { return true; } };
  t.after(() => { delete globalThis.Element; });
  const trigger = new Element();
  createTriggerListener(() => {})();
  const click = (path) => {
    const event = new Event('click', { cancelable: true });
    event.composedPath = () => path;
    page.dispatchEvent(event);
    return event.ctrlKey;
  };
  const link = (href) => ({ localName: 'a', getAttribute: () => href });
  assert.equal(click([trigger, link('/charte'), page]), true);
  assert.equal(click([trigger, link('#cookies'), page]), undefined);
  assert.equal(click([trigger, page]), undefined);
});
