import { afterPaint, whenParsed } from './events.js';

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
 * Finds the page's gates: content with data-cookies, also what is added later and what is in open
 * shadow roots. ../extras/gates.js opens and closes them; it is fetched once there is one.
 *
 * @param {object} parts
 * @param {() => Promise<(parts: object) => ReturnType<import('../extras/gates.js').createGates>>}
 *   parts.loadGates fetches what makes the gates, which report as this module does
 * @param {() => void} parts.reattach called when the page's <body> was replaced
 * @param {typeof import('./report.js').report} parts.report
 */
export function createContent({ loadGates, reattach, report }) {
  /** @type {ReturnType<import('../extras/gates.js').createGates>|undefined} */
  let gates;
  let begun = false;
  /** The gates found since the last were handed over. @type {Set<Element>} */
  const found = new Set();
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

  /** Fetches the gates' module. */
  async function load() {
    try {
      const create = await loadGates();
      gates ??= create({ report, reportOnce, each });
      if (begun) passAll();
    } catch (error) {
      reportOnce('gates', `${error}; what waits for the choice stays closed`);
    }
  }

  /** Hands over what was found. */
  function settle() {
    if (gates) gates.settle([...found]);
    else if (found.size) load();
    found.clear();
  }

  /** Finds the gates in a tree, and in the shadow roots in it. */
  function passTree(find) {
    each(find(GATED), (gate) => found.add(gate));
    each(find('*'), passHost);
    each(find(':not(:defined)'), (host) => {
      if (awaited.has(host)) return;
      awaited.add(host);
      customElements.whenDefined(host.getAttribute('is') ?? host.localName).then(() => {
        passHost(host);
        settle();
      }, () => {}); // no name of a custom element's
    });
  }

  /** Finds the gates in an element's shadow root. */
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
    passRoot(document);
    settle();
  }

  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      each(type === 'attributes' ? [target] : addedNodes, (node) => {
        if (!('matches' in node && node.isConnected)) return; // no element, or gone again
        if (/^(html|body)$/.test(node.localName)) reattach();
        const own = (selector) => (matches.call(node, selector) ? [node] : []);
        if (node === target) own(GATED).forEach((gate) => found.add(gate));
        else passTree((selector) => [...own(selector), ...querySelectorAll.call(node, selector)]);
      });
    }
    settle();
  });

  // Ahead, for lazy loaders give addresses to what waits before anything is begun.
  if (document.querySelector(GATED)) load();

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
      if (begun) passHost(root.host);
      settle();
    },

    /** Opens and closes gates after a change, once the browser has painted the visitor's press. */
    update: () => afterPaint(() => begun && passAll()),

    /** Whether a script has run that is no longer allowed: only a reload stops it. */
    stale: () => gates?.stale(),
  };
}
