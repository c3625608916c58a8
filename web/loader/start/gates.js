import { afterPaint, ONCE } from './events.js';
import { addressOf, isHTTP } from './config.js';
import { NAMES } from './cookie.js';

/** Scripts that browsers don't run, frames and images without an address. */
const GATED =
  'script[type="text/plain"][data-cookies],iframe[data-cookies],img[data-cookies]';

/** What is observed: lazy loaders give addresses to what waits. */
const OBSERVED = {
  childList: true,
  subtree: true,
  attributeFilter: ['data-cookies', 'data-src', 'src', 'srcset', 'srcdoc'],
};

/** Called through the prototype: a form's fields may have these names. */
const { matches, querySelectorAll } = Element.prototype;
const { get: shadowRootOf } = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot');

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
 * image closes again when the consent is withdrawn. Content added later is gated too, and
 * that in open shadow roots.
 *
 * @param {object} parts
 * @param {ReturnType<import('./choice.js').createChoice>} parts.choice
 * @param {() => Promise<ReturnType<import('../extras/placeholder.js').createPlaceholders>>}
 *   parts.loadPlaceholders
 * @param {() => Promise<typeof import('../extras/scripts.js')>} parts.loadScripts
 * @param {() => void} parts.reattach called when the page's <body> was replaced
 * @param {typeof import('./report.js').report} parts.report
 */
export function createGates({ choice, loadPlaceholders, loadScripts, reattach, report }) {
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
  /** The shadow roots handed to us, by their hosts. @type {WeakMap<Element, ShadowRoot>} */
  const handed = new WeakMap();
  /** Custom elements that may get a shadow root once they are defined. @type {WeakSet<Element>} */
  const awaited = new WeakSet();

  /** What was reported about content, once each. @type {Set<string>} */
  const reported = new Set();
  function reportOnce(code, message) {
    if (!reported.has(message)) report(code, message);
    reported.add(message);
  }

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
      const scripts = await loadScripts();
      for (const gate of queue) {
        await scripts.turn(gate);
        queue.delete(gate);
        preferences = undefined;
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

  /** Calls a function with nodes. One that can't be read doesn't cost the others. */
  function each(nodes, visit) {
    for (const node of nodes) {
      try {
        visit(node);
      } catch (error) {
        reportOnce('content', String(error));
      }
    }
  }

  /** Passes the gates in a tree, and in the shadow roots in it. */
  function passTree(find) {
    each(find(GATED), pass);
    each(find('*'), passHost);
    each(find(':not(:defined)'), (host) => {
      if (awaited.has(host)) return;
      awaited.add(host);
      customElements.whenDefined(host.getAttribute('is') ?? host.localName).then(() => {
        preferences = undefined;
        passHost(host);
        run();
      }, () => {}); // no name of a custom element's
    });
  }

  /** Passes the gates in an element's shadow root. */
  function passHost(host) {
    const root = shadowRootOf.call(host) ?? handed.get(host);
    if (root && host.isConnected && host.localName !== 'cookies-preferences') passRoot(root);
  }

  /** @param {Document|ShadowRoot} root */
  function passRoot(root) {
    // Browsers observe real nodes only, not our proxy for the document.
    observer.observe(root === document ? window.document : root, OBSERVED);
    passTree((selector) => root.querySelectorAll(selector));
  }

  function passAll() {
    preferences = undefined;
    passRoot(document);
    run();
  }

  const observer = new MutationObserver((records) => {
    preferences = undefined;
    for (const { type, target, addedNodes } of records) {
      each(type === 'attributes' ? [target] : addedNodes, (node) => {
        if (!('matches' in node && node.isConnected)) return; // no element, or gone again
        if (/^(html|body)$/.test(node.localName)) reattach();
        const own = (selector) => (matches.call(node, selector) ? [node] : []);
        if (node === target) own(GATED).forEach(pass);
        else passTree((selector) => [...own(selector), ...querySelectorAll.call(node, selector)]);
      });
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
      });
    },

    /** Has content wait in a shadow root, a closed one too. @param {ShadowRoot} root */
    watch(root) {
      handed.set(root.host, root); // throws if it is no shadow root
      preferences = undefined;
      if (begun) passHost(root.host);
      run();
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

/** Whether two addresses, resolved against the page, are the same. */
const sameAddress = (one, other) =>
  new URL(one, document.baseURI).href === new URL(other, document.baseURI).href;
