import { afterPaint, ONCE } from './events.js';
import { isHTTP } from './config.js';
import { NAMES } from './cookie.js';

/** Scripts that browsers don't run, frames and images without an address. */
const GATED =
  'script[type="text/plain"][data-cookies],iframe[data-cookies],img[data-cookies]';

/** Called through the prototype: a form's fields may have these names. */
const { matches, querySelectorAll } = Element.prototype;

/**
 * Gates: content that opens once its data-cookies, the name of a category or a tracker,
 * is allowed. A script runs once, in document order unless it is async; a frame or an
 * image closes again when the consent is withdrawn. Content added later is gated too.
 *
 * @param {object} parts
 * @param {ReturnType<import('./choice.js').createChoice>} parts.choice
 * @param {() => Promise<ReturnType<import('../extras/placeholder.js').createPlaceholders>>}
 *   parts.loadPlaceholders
 * @param {() => Promise<ReturnType<import('../extras/scripts.js').createScripts>>}
 *   parts.loadScripts
 * @param {() => void} parts.reattach called when the page's <body> was replaced
 * @param {typeof import('./report.js').report} parts.report
 */
export function createGates({ choice, loadPlaceholders, loadScripts, reattach, report }) {
  /** Scripts waiting for their turn. @type {Set<HTMLScriptElement>} */
  const queue = new Set();
  let running = false;
  /** Scripts already started: their data-type may be "text/plain". @type {WeakSet<Element>} */
  const started = new WeakSet();
  /** The data-cookies of the scripts that have run. @type {Set<string>} */
  const ran = new Set();
  /** The address of each frame or image that is open. @type {WeakMap<Element, string>} */
  const opened = new WeakMap();

  /** The placeholders' module, once a frame needs it. @type {ReturnType<loadPlaceholders>|null} */
  let loading = null;
  /** @type {Awaited<ReturnType<loadPlaceholders>>|undefined} */
  let placeholders;

  /** Unknown names, each reported once. @type {Set<string>} */
  const unknown = new Set();

  let begun = false;

  /** The choice, read once for all gates of a pass; undefined: not read yet. */
  let preferences;
  function allowed({ dataset: { cookies } }) {
    if (preferences === undefined) preferences = choice.get();
    return cookies === NAMES[0] || preferences?.[cookies] === true;
  }

  /** @param {Element} gate */
  function pass(gate) {
    const name = gate.dataset.cookies;
    if (!NAMES.includes(name)) {
      if (unknown.has(name)) return;
      unknown.add(name);
      report('attribute', `data-cookies="${name.slice(0, 80)}" is never allowed: expected one of ${
        NAMES.join(' ')}`);
    } else if (gate.localName !== 'script') {
      if (allowed(gate)) open(gate);
      else close(gate);
    } else if (allowed(gate) && !started.has(gate)) {
      queue.add(gate);
    }
  }

  /** @param {HTMLIFrameElement|HTMLImageElement} gate */
  function open(gate) {
    const address = gate.dataset.src;
    // An author who may only add a frame must not be able to run a script with it.
    if (opened.get(gate) === address || !isHTTP(address)) return;
    opened.set(gate, address);
    placeholders?.release(gate);
    gate.src = address;
  }

  /** @param {HTMLIFrameElement|HTMLImageElement} gate */
  function close(gate) {
    if (opened.delete(gate)) {
      const { parentNode, nextSibling } = gate;
      gate.remove(); // clearing a connected frame's address would add a history entry
      gate.removeAttribute('src');
      parentNode?.insertBefore(gate, nextSibling);
    }
    if (gate.localName === 'iframe' && isHTTP(gate.dataset.src)) showPlaceholder(gate);
  }

  /** @param {HTMLIFrameElement} frame closed */
  async function showPlaceholder(frame) {
    loading ??= loadPlaceholders();
    try {
      placeholders = await loading;
      if (frame.isConnected && !opened.has(frame)) placeholders.show(frame);
    } catch (error) {
      if (loading) report('placeholder', error);
      loading = null; // the next one tries again
    }
  }

  /** Runs the queue in order. */
  async function run() {
    if (running || !queue.size) return;
    running = true;
    try {
      const scripts = await loadScripts();
      for (const gate of queue) {
        await scripts.turn(gate);
        queue.delete(gate);
        preferences = undefined;
        if (!gate.isConnected || !allowed(gate)) continue;
        ran.add(gate.dataset.cookies);
        started.add(scripts.start(gate));
      }
      scripts.settle();
    } catch (error) {
      queue.clear(); // the next change tries again
      report('scripts', error, '; what waits for the choice stays closed');
    }
    running = false;
  }

  function passAll() {
    preferences = undefined;
    for (const gate of document.querySelectorAll(GATED)) pass(gate);
    run();
  }

  const observer = new MutationObserver((records) => {
    preferences = undefined;
    for (const { type, target, addedNodes } of records) {
      for (const node of type === 'attributes' ? [target] : addedNodes) {
        if (!('matches' in node)) continue; // not an element
        if (/^(html|body)$/.test(node.localName)) reattach();
        if (matches.call(node, GATED)) pass(node);
        if (node === target) continue;
        for (const gate of querySelectorAll.call(node, GATED)) pass(gate);
      }
    }
    run();
  });
  return {
    /** Opens what is allowed, and watches for later content. */
    begin() {
      // A script that is still being parsed would run cut short.
      whenParsed(() => {
        begun = true;
        passAll();
        // Browsers observe real nodes only, not our proxy for the document.
        observer.observe(window.document, {
          childList: true, subtree: true, attributeFilter: ['data-cookies', 'data-src'],
        });
      });
    },

    /** Opens and closes gates after a change, once the browser has painted the visitor's press. */
    update: () => afterPaint(() => begun && passAll()),

    /** Whether a script has run that is no longer allowed: only a reload stops it. */
    stale: () => [...ran].some((name) => !choice.allows(name)),
  };
}

/** @param {() => void} callback */
function whenParsed(callback) {
  if (document.readyState !== 'loading') callback();
  else document.addEventListener('DOMContentLoaded', callback, ONCE);
}
