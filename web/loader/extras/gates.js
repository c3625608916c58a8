import { scriptsFile } from 'virtual:build';
import { isHTTP } from '../start/config.js';
import { NAMES } from '../start/cookie.js';
import { addressOf } from './address.js';

/**
 * The mark of an open gate, in its dataset. A page that takes the address away, to stop a video,
 * leaves it; a morph back to the server's HTML removes both.
 */
const OPEN = 'cookiesOpen';

/** How often an address is taken back before what waits leaves the page, or set again. */
const PATIENCE = 10;

/**
 * Gates: content that opens once its data-cookies, the name of a category or a tracker,
 * is allowed. A script runs once, in document order unless it is async; a frame or an
 * image closes again when the consent is withdrawn. ../start/content.js finds them.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {() => Promise<ReturnType<import('./placeholder.js').createPlaceholders>>}
 *   parts.loadPlaceholders
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {(code: string, message: string) => void} parts.reportOnce
 * @param {(nodes: Iterable<Node>, visit: (node: Node) => void) => void} parts.each
 */
export function createGates({ config, choice, loadPlaceholders, report, reportOnce, each }) {
  /** Scripts waiting for their turn. @type {Set<HTMLScriptElement>} */
  const queue = new Set();
  let running = false;
  /** Scripts already started: they are gates again. @type {WeakSet<Element>} */
  const started = new WeakSet();
  /** The data-cookies of the scripts that have run. @type {Set<string>} */
  const ran = new Set();
  /** The address of each frame or image that is open. @type {WeakMap<Element, string>} */
  const opened = new WeakMap();

  /** The placeholders' module, once a frame needs it. @type {ReturnType<loadPlaceholders>|null} */
  let loading = null;
  /** @type {Awaited<ReturnType<loadPlaceholders>>|undefined} */
  let placeholders;

  /** How often the address of each gate was taken back or set again. */
  const times = new WeakMap();
  function count(gate) {
    times.set(gate, (times.get(gate) ?? 0) + 1);
    return times.get(gate);
  }

  /** The choice, read once for all gates that are settled together. */
  let preferences;
  const allowed = ({ dataset: { cookies } }) =>
    cookies === NAMES[0] || preferences?.[cookies] === true;

  /** @param {Element} gate */
  function pass(gate) {
    const name = gate.dataset.cookies;
    if (!NAMES.includes(name)) {
      reportOnce('attribute', `data-cookies="${
        name.slice(0, 80)}" is never allowed: expected one of ${NAMES.join(' ')}`);
    } else if (gate.localName !== 'script') {
      if (allowed(gate)) open(gate);
      else close(gate);
    } else if (allowed(gate) && !started.has(gate)) {
      queue.add(gate);
    }
  }

  /** @param {HTMLIFrameElement|HTMLImageElement} gate */
  function open(gate) {
    const address = addressOf(gate);
    const isLoaded = () => gate.getAttribute('src') === address;
    // An author who may only add a frame must not be able to run a script with it.
    if (!isHTTP(address)) return;
    if (opened.get(gate) === address
      && (OPEN in gate.dataset || isLoaded() || count(gate) > PATIENCE)) return;
    if (opened.has(gate)) clear(gate);
    opened.set(gate, address);
    gate.dataset[OPEN] = '';
    placeholders?.release(gate);
    gate.removeAttribute('srcdoc'); // it would win over the address
    if (!isLoaded()) gate.src = address;
  }

  /** @param {HTMLIFrameElement|HTMLImageElement} gate */
  function close(gate) {
    const isFrame = gate.localName === 'iframe';
    const src = gate.getAttribute('src');
    const own = opened.delete(gate) || OPEN in gate.dataset;
    const early = !own && (gate.hasAttribute('srcset') || isHTTP(src) && (isFrame
      || sameAddress(src, addressOf(gate) ?? src))); // an image may have a stand-in of the page's
    if (early) takeBack(gate, src);
    const waits = isFrame && isHTTP(addressOf(gate));
    // A frame that waits may have been written with src="about:blank", or with a text.
    if (own || early || waits && (src !== null || gate.hasAttribute('srcdoc'))) {
      clear(gate, early && times.get(gate) >= PATIENCE);
    }
    if (waits) showPlaceholder(gate);
  }

  /** Hides from lazy loaders the address that one has used before it is allowed. */
  function takeBack(gate, src) {
    const { dataset } = gate;
    const address = addressOf(gate) ?? src;
    count(gate);
    reportOnce('early', `${dataset.cookies} does not allow ${String(address).slice(0, 80)} yet`);
    if (isHTTP(address)) dataset.cookiesSrc = address;
    delete dataset.src;
  }

  /**
   * Empties a gate. Clearing a connected frame's address would add a history entry.
   * @param {Element} gate
   * @param {boolean} [leaves] whether it leaves the page: something goes on opening it
   */
  function clear(gate, leaves) {
    const { parentNode, nextSibling } = gate;
    gate.remove();
    delete gate.dataset[OPEN];
    for (const name of ['src', 'srcset', 'srcdoc']) gate.removeAttribute(name);
    if (!leaves) parentNode?.insertBefore(gate, nextSibling);
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
      const scripts = await import(config.base + scriptsFile);
      for (const gate of queue) {
        await scripts.turn(gate);
        queue.delete(gate);
        preferences = choice.granted();
        each([gate], () => {
          if (!gate.isConnected || !allowed(gate)) return;
          ran.add(gate.dataset.cookies);
          started.add(scripts.start(gate));
        });
      }
      scripts.settle();
    } catch (error) {
      queue.clear(); // the next change tries again
      report('scripts', error, '; scripts that wait for the choice do not run');
    }
    running = false;
  }

  return {
    /** Opens or closes each gate, as the choice says now. @param {Element[]} gates */
    settle(gates) {
      if (gates.length) preferences = choice.granted();
      each(gates, pass);
      run();
    },

    /** Whether a script has run that is no longer allowed: only a reload stops it. */
    stale: () => [...ran].some((name) => !choice.allows(name)),
  };
}

/** Whether two addresses, resolved against the page, are the same. */
const sameAddress = (one, other) =>
  new URL(one, document.baseURI).href === new URL(other, document.baseURI).href;
