import { afterDrawing, ONCE } from './act.js';
import { isHTTP } from './config.js';
import { NAMES } from './cookie.js';

/** Scripts that no browser runs, frames and images that have no address yet. */
const GATED = 'script[type="text/plain"][data-cookies],iframe[data-cookies],img[data-cookies]';

/** Asked so of what comes into the page: a form's own fields may have these names. */
const { matches, querySelectorAll } = Element.prototype;

/** The types of scripts that browsers run, and tell the end of. */
const RUNS = /^((text|application)\/(x-)?(java|ecma)script|module)?$/i;

/**
 * Content that waits for the choice: it is opened once its data-cookies, the name
 * of a category or of a tracker, is allowed. A script runs once, in the
 * document's order unless it is async; a frame or an image closes again when
 * the consent is withdrawn. What comes into the page later is gated too.
 *
 * @param {object} parts
 * @param {ReturnType<import('./choice.js').createChoice>} parts.choice
 * @param {() => Promise<ReturnType<import('../extras/placeholder.js').createPlaceholders>>} parts.loadPlaceholders
 * @param {() => void} parts.stay called when the page has got another <body>
 * @param {typeof import('./report.js').report} parts.report
 */
export function createGates({ choice, loadPlaceholders, stay, report }) {
  /** Scripts that wait for their turn. @type {Set<HTMLScriptElement>} */
  const queue = new Set();
  let running = false;
  /** Settles when the scripts that were fetched so far have run. */
  let fetched = Promise.resolve();
  /** Scripts that were started: one with data-type="text/plain" is none all the same. @type {WeakSet<Element>} */
  const started = new WeakSet();
  /** What the scripts that have run were allowed by. @type {Set<string>} */
  const ran = new Set();
  /** The address under which each frame or image was opened. @type {WeakMap<Element, string>} */
  const opened = new WeakMap();

  /** What draws placeholders, once a frame has asked for it. @type {ReturnType<loadPlaceholders>|null} */
  let loading = null;
  /** @type {Awaited<ReturnType<loadPlaceholders>>|undefined} */
  let placeholders;

  /** Names that are none, reported once. @type {Set<string>} */
  const unknown = new Set();

  let begun = false;

  /** Whether a policy forbids to run scripts from here. */
  let refused = false;

  /** The choice, read once for all the gates passed in a row; undefined: not yet. */
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
      report('attribute', `data-cookies="${name.slice(0, 80)}" is never allowed: expected one of ${NAMES.join(' ')}`);
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
    // Who may write a frame into a page may not thereby run a script in it.
    if (opened.get(gate) === address || !isHTTP(address)) return;
    opened.set(gate, address);
    placeholders?.release(gate);
    gate.src = address;
  }

  /** @param {HTMLIFrameElement|HTMLImageElement} gate */
  function close(gate) {
    if (opened.delete(gate)) {
      const { parentNode, nextSibling } = gate;
      gate.remove(); // in its place, losing its address would be an entry in the history
      gate.removeAttribute('src');
      parentNode?.insertBefore(gate, nextSibling);
    }
    if (gate.localName === 'iframe' && isHTTP(gate.dataset.src)) standIn(gate);
  }

  /** Has a placeholder stand in a closed frame. @param {HTMLIFrameElement} frame */
  async function standIn(frame) {
    loading ??= loadPlaceholders();
    try {
      placeholders = await loading;
      if (frame.isConnected && !opened.has(frame)) placeholders.show(frame);
    } catch (error) {
      if (loading) report('placeholder', error);
      loading = null; // the next one tries again
    }
  }

  /** Runs what is queued, each script after those before it. */
  async function run() {
    if (running) return;
    running = true;
    for (const gate of queue) {
      // Those that are fetched keep their order by themselves; the others run at once.
      if (!gate.src) await fetched;
      queue.delete(gate);
      preferences = undefined;
      if (!gate.isConnected || !allowed(gate)) continue;
      try {
        start(gate);
      } catch (error) {
        if (!refused) report('policy', `scripts that are allowed cannot run: ${error.message}`);
        refused = true;
      }
    }
    running = false;
  }

  /** @param {HTMLScriptElement} gate */
  function start(gate) {
    // With its nonce, and without its text: Firefox takes none for trusted that replaces another.
    const script = /** @type {HTMLScriptElement} */ (gate.cloneNode());
    if (!gate.src) script.text = trusted(gate.text);
    if (gate.dataset.type) script.type = gate.dataset.type;
    else script.removeAttribute('type');
    script.async = gate.hasAttribute('async');
    ran.add(gate.dataset.cookies);
    if (script.src && !script.async && !script.noModule && RUNS.test(script.type)) {
      const settled = new Promise((resolve) => {
        for (const type of ['load', 'error']) script.addEventListener(type, resolve);
      });
      fetched = fetched.then(() => settled);
    }
    started.add(script);
    gate.replaceWith(script);
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
        if (!('matches' in node)) continue; // no element
        if (/^(html|body)$/.test(node.localName)) stay();
        if (matches.call(node, GATED)) pass(node);
        if (node !== target) for (const gate of querySelectorAll.call(node, GATED)) pass(gate);
      }
    }
    run();
  });
  return {
    /** Opens what is allowed, and watches for what comes. */
    begin() {
      // A script that the parser has not come to the end of would run in half.
      whenParsed(() => {
        begun = true;
        passAll();
        // The page's own: browsers watch no stand-in.
        observer.observe(window.document, { childList: true, subtree: true, attributeFilter: ['data-cookies', 'data-src'] });
      });
    },

    /**
     * Opens and closes what the choice has come to allow and to refuse, as soon as
     * the browser has drawn the visitor's act.
     */
    update: () => afterDrawing(() => begun && passAll()),

    /** Whether a script has run that the choice no longer allows: only a reload ends it. */
    stale: () => [...ran].some((name) => !choice.allows(name)),
  };
}

/** None where there are no Trusted Types. @type {{createScript: (text: string) => string}|undefined} */
let policy;

/** A text of the page's own markup, as one that may be run where Trusted Types are asked for. */
function trusted(text) {
  policy ??= window.trustedTypes?.createPolicy?.('cookies-preferences', { createScript: (text) => text });
  return policy ? policy.createScript(text) : text;
}

/** @param {() => void} callback */
function whenParsed(callback) {
  if (document.readyState !== 'loading') callback();
  else document.addEventListener('DOMContentLoaded', callback, ONCE);
}
