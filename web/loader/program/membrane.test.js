import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedElement, guardedReflect } from './membrane.js';

/** Like an element of the browser: its members are on its prototype. */
class Element {
  attributes = new Map();
  get ownerDocument() { return 'the portal'; }
  get firstChild() { return 'a child'; }
  get checked() { return this.on; }
  set checked(on) { this.on = on; }
  get innerHTML() { return ''; }
  set innerHTML(markup) { throw new Error(`written: ${markup}`); }
  setAttribute(name, value) { this.attributes.set(name, value); }
}

test('reads own members, and inherited ones that are listed', () => {
  const element = Object.assign(new Element(), { own: 1 });
  assert.equal(guardedReflect.get(element, 'own'), 1);
  assert.equal(guardedReflect.get(element, 'firstChild'), 'a child');
  for (const name of ['ownerDocument', 'constructor', '__proto__', 'innerHTML']) {
    assert.equal(guardedReflect.get(element, name), undefined, name);
  }
});

test("reads no function's members", () => {
  for (const name of ['constructor', 'prototype', 'call', 'getPrototypeOf']) {
    assert.equal(guardedReflect.get(Object, name), undefined, name);
  }
});

test('sets listed members of an element, and any of a plain object', () => {
  const element = new Element();
  assert.equal(guardedReflect.set(element, 'checked', true), true);
  assert.equal(element.on, true);
  assert.equal(guardedReflect.set(element, 'innerHTML', '<script>'), false);
  const plain = {};
  assert.equal(guardedReflect.set(plain, 'a', 1), true);
  assert.equal(guardedReflect.deleteProperty(plain, 'a'), true);
  assert.deepEqual(plain, {});
  assert.equal(guardedReflect.set(plain, '__proto__', element), false);
  assert.equal(guardedReflect.set(Object, 'keys', null), false);
});

test('calls a function without a receiver on an empty object', () => {
  const receiver = function () { return this; };
  assert.equal(Object.getPrototypeOf(guardedReflect.apply(receiver, undefined, [])), null);
  assert.equal(guardedReflect.apply(Math.max, null, [1, 2]), 2);
});

test('sets harmless attributes only', () => {
  const element = new Element();
  const set = (...values) => guardedReflect.get(element, 'setAttribute').apply(element, values);
  for (const [name, value] of [
    ['class', 'x'], ['aria-label', 'x'], ['href', 'https://a/'], ['href', '#x'],
    ['href', 'mailto:a@b'],
  ]) {
    set(name, value);
    assert.equal(element.attributes.get(name), value);
  }
  for (const [name, value] of [
    ['onclick', 'x'], ['style', 'x'], ['src', 'x'], ['href', 'javascript:x'], ['href', '/x'],
    ['xclass', 'x'], ['classx', 'x'],
  ]) {
    assert.throws(() => set(name, value), /the sandbox has no attribute/, `${name}=${value}`);
  }
  let conversions = 0;
  set('href', { toString: () => (conversions++ ? 'javascript:x' : 'https://b/') });
  assert.equal(element.attributes.get('href'), 'https://b/');
});

test('creates harmless elements only', () => {
  assert.equal(allowedElement('button'), 'button');
  for (const tag of ['script', 'iframe', 'img', 'style', 'form', 'BUTTON', '']) {
    assert.throws(() => allowedElement(tag), /the sandbox has no element/, tag);
  }
});
