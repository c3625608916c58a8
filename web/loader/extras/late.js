import { createReplacement } from './replaced.js';

/** The events that old tags wait for, in the order that browsers fire them in. */
const EVENTS = ['DOMContentLoaded', 'readystatechange', 'load'];

/** Whether an event has been fired already. */
function isOver(type) {
  const [timing] = performance.getEntriesByType('navigation');
  if (type === EVENTS[0]) return timing?.domContentLoadedEventStart > 0;
  if (type === 'load') return timing?.loadEventStart > 0;
  return document.readyState === 'complete';
}

/**
 * Calls the listeners that scripts add for events that are over: once, and only theirs. Each is
 * added for an event of ours as well, so that the browser does what it does for any listener.
 *
 * @param {object} parts
 * @param {() => Element|undefined} parts.caller the script that was let in and calls us
 * @param {(script: Element, run: () => void) => void} parts.runAs
 */
export function createLateEvents({ caller, runAs }) {
  const page = window.document;
  /** The events that listeners wait for, each with the script that added the latest. */
  const awaited = new Map();
  /** The handlers that scripts have set, such as window.onload, with their targets. */
  const handlers = new Map();

  const ours = (type) => `cookies_preferences:${type}`;

  /** The targets on which a page can await an event. */
  const isTarget = (target, type) => (target === window
    ? type !== 'readystatechange' : type !== 'load');

  /** Whether a listener would wait for ever. @returns {Element|undefined} the script it is of */
  const waits = (target, type) =>
    (EVENTS.includes(type) && isTarget(target, type) && isOver(type) ? caller() : undefined);

  const adding = (target) => [target, 'addEventListener', ({ value }) => ({
    writable: true,
    value(type, listener, options) {
      value.apply(this ?? target, arguments);
      const script = (this ?? target) === target && waits(target, type);
      if (!script) return;
      const more = typeof options === 'object' ? options : { capture: Boolean(options) };
      value.call(target, ours(type), listener, { ...more, once: true });
      awaited.set(type, script);
    },
  })];

  const removing = (target) => [target, 'removeEventListener', ({ value }) => ({
    writable: true,
    value(type, ...more) {
      value.call(this ?? target, type, ...more);
      if (EVENTS.includes(type)) value.call(this ?? target, ours(type), ...more);
    },
  })];

  /** A handler, as in window.onload = f: a script must not find that of the page, and call it. */
  const handling = (target, name, on = target) => [target, name, ({ get, set }) => ({
    get() {
      return waits(on, name.slice(2)) ? handlers.get(name) ?? null : get.call(this ?? target);
    },
    set(handler) {
      const script = waits(on, name.slice(2));
      if (!script) return set.call(this ?? target, handler);
      handlers.set(name, handler);
      awaited.set(name.slice(2), script);
    },
  })];

  const { replace, restore } = createReplacement([
    ...[page, window].flatMap((target) => [adding(target), removing(target)]),
    handling(window, 'onload'),
    handling(page, 'onreadystatechange'),
    ...(page.body ? [handling(page.body, 'onload', window)] : []),
  ]);

  return {
    replace,
    restore,

    /** Calls the listeners that were added so far. */
    replay() {
      for (const type of EVENTS) {
        const script = awaited.get(type);
        if (!awaited.delete(type)) continue;
        const target = type === 'load' ? window : page;
        const event = new Event(ours(type), { bubbles: type === EVENTS[0] });
        Object.defineProperties(event, { type: { value: type }, target: { value: page } });
        const handler = handlers.get(`on${type}`);
        handlers.delete(`on${type}`);
        runAs(script, () => {
          if (typeof handler === 'function') {
            EventTarget.prototype.addEventListener.call(
              target, ours(type), handler, { once: true });
          }
          target.dispatchEvent(event);
        });
      }
    },
  };
}
