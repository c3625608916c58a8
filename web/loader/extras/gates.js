import { catalogueFile, scriptsFile } from 'virtual:build';
import { isHTTP } from '../start/config.js';
import { CATEGORIES, NAMES } from '../start/cookie.js';
import { addressOf } from './address.js';

/**
 * The mark of an open gate, in its dataset. A page that takes the address away, to stop a video,
 * leaves it; a morph back to the server's HTML removes both.
 */
const OPEN = 'cookiesOpen';

/** How often an address is taken back before what waits leaves the page, or set again. */
const PATIENCE = 10;

/**
 * Gates: content that opens once its data-cookies, the name of a category, a tracker or a service,
 * is allowed. An empty one is the service that the address belongs to. A script runs once, in
 * document order unless it is async; a frame or an image closes again when the consent is
 * withdrawn. ../start/content.js finds them.
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
  /** What the scripts that have run had waited for. @type {Set<string>} */
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

  /** The catalogue, once a gate needs it. @type {typeof import('./catalogue.js')|undefined} */
  let catalogue;
  /** The gates that wait for the catalogue. @type {Set<Element>} */
  const unnamed = new Set();

  const declared = (name) => config.services.includes(name);

  /**
   * The name that a gate waits for: a category, a tracker or a declared service. Content of a
   * declared service waits for it, even under the name of a category; that of another service, for
   * its category. A tracker's name stands.
   *
   * @param {Element} gate
   * @returns {string|null|undefined} undefined if the catalogue must say, null if nobody knows
   */
  function nameOf(gate) {
    const { cookies: word } = gate.dataset;
    const isCategory = CATEGORIES.includes(word);
    if (declared(word)) return word;
    if (NAMES.includes(word) && !(isCategory && config.services.length)) return word;
    if (!catalogue) return undefined;
    const address = addressOf(gate) ?? gate.getAttribute('src');
    const service = word && !isCategory ? catalogue.named(word)
      : catalogue.at(isHTTP(address) ? address : null);
    if (declared(service?.id)) return service.id;
    if (isCategory) return word;
    return NAMES.includes(service?.id) ? service.id : service?.category ?? null;
  }

  /** Fetches the catalogue. */
  const loadCatalogue = () => config.module(catalogueFile);

  /** Passes the gates that wait for the catalogue. */
  async function passUnnamed() {
    try {
      catalogue = await loadCatalogue();
    } catch (error) {
      reportOnce('gates', `${error}; what it is to recognise stays closed`);
      return;
    }
    const gates = [...unnamed];
    unnamed.clear();
    settle(gates);
  }

  /** The choice, read once for all gates that are settled together. */
  let preferences;
  const allows = (name) => name === NAMES[0] || preferences?.[name] === true;

  /** @param {Element} gate */
  function pass(gate) {
    const name = nameOf(gate);
    if (name === undefined) unnamed.add(gate);
    if (name === null) {
      const { cookies } = gate.dataset;
      reportOnce('attribute', `data-cookies="${cookies.slice(0, 80)}" is never allowed: expected ${
        cookies ? `a service or one of ${NAMES.join(' ')}` : 'the address of a known service'}`);
    } else if (gate.localName !== 'script') {
      if (allows(name)) open(gate);
      else close(gate);
    } else if (allows(name) && !started.has(gate)) {
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
    if (waits && nameOf(gate)) showPlaceholder(gate);
  }

  /** Hides from lazy loaders the address that one has used before it is allowed. */
  function takeBack(gate, src) {
    const { dataset } = gate;
    const address = addressOf(gate) ?? src;
    count(gate);
    reportOnce('early',
      `${nameOf(gate) ?? 'the choice'} does not allow ${String(address).slice(0, 80)} yet`);
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
    loading ??= loadPlaceholders().catch((error) => {
      loading = null; // the next one tries again
      throw error;
    });
    try {
      placeholders = await loading;
      const name = nameOf(frame);
      const service = declared(name) && (await loadCatalogue()).declared(name);
      if (frame.isConnected && !opened.has(frame)) placeholders.show(frame, name, service);
    } catch (error) {
      reportOnce('placeholder', String(error?.message ?? error));
    }
  }

  /** Runs the queue in order. */
  async function run() {
    if (running || !queue.size) return;
    running = true;
    try {
      const scripts = await config.module(scriptsFile);
      await new Promise((task) => { setTimeout(task); }); // a router goes on with its new page
      for (const gate of queue) {
        await scripts.turn(gate);
        queue.delete(gate);
        preferences = choice.granted();
        each([gate], () => {
          const name = nameOf(gate);
          if (!gate.isConnected || !allows(name)) return;
          ran.add(name);
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

  /** Opens or closes each gate, as the choice says now. @param {Element[]} gates */
  function settle(gates) {
    if (gates.length) preferences = choice.granted();
    each(gates, pass);
    if (unnamed.size) passUnnamed();
    run();
  }

  return {
    settle,

    /** Whether a script has run that is no longer allowed: only a reload stops it. */
    stale: () => [...ran].some((name) => !choice.allows(name)),
  };
}

/** Whether two addresses, resolved against the page, are the same. */
const sameAddress = (one, other) =>
  new URL(one, document.baseURI).href === new URL(other, document.baseURI).href;
