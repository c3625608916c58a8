import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onReturn } from './events.js';
import { openPage } from '../testing/page.js';

test('calls back when the visitor returns, not when the page starts', (t) => {
  const { page, document } = openPage(t);
  let returns = 0;
  onReturn(() => { returns++; });
  const fire = (...types) => types.forEach((type) => page.dispatchEvent(new Event(type)));
  fire('pageshow', 'focus');
  assert.equal(returns, 0);
  fire('blur', 'focus', 'focus');
  assert.equal(returns, 1);
  document.hidden = true;
  fire('visibilitychange');
  document.hidden = false;
  fire('visibilitychange');
  assert.equal(returns, 2);
});
