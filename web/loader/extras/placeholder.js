/**
 * The placeholder in a frame that waits for the choice. Most pages have no such frame,
 * so it is fetched on demand. It is rendered into the frame's own empty document: it has
 * the frame's place and size whatever the page's styles, and nothing moves when it goes.
 */
import { always, named, reasons, root, services, unknown } from 'virtual:build';
import stylesheet from '../../styles/placeholder.css';
import { isHTTP } from '../start/config.js';
import { addressOf } from './address.js';
import { categoryOf } from '../start/cookie.js';
import { report } from '../start/report.js';
import { adoptStyles, checkAccent, renderTree } from '../notice/render.js';
import { serviceOf } from './services.js';

/** The custom properties with which a page themes the banner. */
const PROPERTIES = [...new Set(stylesheet.match(/--cookies-[\w-]+/g))];

/** Smaller frames, in px, have no room for a readable text. */
const MIN_WIDTH = 120;
const MIN_HEIGHT = 60;

/**
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {(name: string) => void} parts.allow allows a category, a tracker or a service
 * @param {(opener: HTMLElement) => void} parts.manage shows the preferences
 */
export function createPlaceholders({ config, allow, manage }) {
  /** Observed frames: they may get a size, or another empty document, later. */
  const watched = new WeakSet();
  /**
   * The name and the service that each frame waits for.
   * @type {WeakMap<HTMLIFrameElement,
   *   {name: string, service: import('./catalogue.js').Entry|false}>}
   */
  const waiting = new WeakMap();
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      try {
        render(target);
      } catch (error) {
        report('placeholder', error); // the others are drawn all the same
      }
    }
  });

  /**
   * The original sandbox attributes of frames, by the key in their data-cookies-sandbox: a
   * router's copy of a frame has it, too. It can't be guessed: an author who may only add a
   * sandboxed frame must not be able to free it.
   * @type {Map<string, string>}
   */
  const sandboxes = new Map();

  /** @param {HTMLIFrameElement} frame */
  function render(frame) {
    // A frame that has an address or a text by now has content of its own.
    if (frame.hasAttribute('src') || frame.hasAttribute('srcdoc')) return;
    if (!frame.isConnected || !isHTTP(addressOf(frame))) return;
    // Safari reports each try to reach into a sandbox as an error of the page's.
    if (frame.hasAttribute('sandbox') && !(frame.sandbox.contains('allow-same-origin')
      && frame.contentDocument)) relaxSandbox(frame);
    fill(frame, waiting.get(frame), config, allow, manage);
  }

  /** Gives us access to a sandboxed frame's empty document. Scripts still don't run in it. */
  function relaxSandbox(frame) {
    const { dataset, parentNode, nextSibling } = frame;
    if (!sandboxes.has(dataset.cookiesSandbox)) {
      dataset.cookiesSandbox = String(Math.random());
      sandboxes.set(dataset.cookiesSandbox, frame.getAttribute('sandbox'));
    }
    frame.remove();
    frame.setAttribute('sandbox', 'allow-same-origin');
    parentNode.insertBefore(frame, nextSibling);
  }

  return {
    /**
     * Shows a placeholder in a frame without an address.
     * @param {HTMLIFrameElement} frame
     * @param {string} name what it waits for
     * @param {import('./catalogue.js').Entry|false} service if that is a declared service
     */
    show(frame, name, service) {
      waiting.set(frame, { name, service });
      render(frame);
      if (watched.has(frame)) return;
      watched.add(frame);
      sizes.observe(frame);
      frame.addEventListener('load', () => render(frame));
    },

    /** Restores the sandbox of a frame before it opens. @param {HTMLIFrameElement} frame */
    release(frame) {
      const original = sandboxes.get(frame.dataset.cookiesSandbox);
      if (original !== undefined) frame.setAttribute('sandbox', original);
      delete frame.dataset.cookiesSandbox;
    },
  };
}

/** @param {HTMLIFrameElement} frame */
function fill(frame, waiting, config, allow, manage) {
  if (frame.clientWidth < MIN_WIDTH || frame.clientHeight < MIN_HEIGHT) return;
  // On a page that declares no tracker, the statistics' switch allows them all.
  const { poster } = frame.dataset;
  const { service } = waiting;
  const own = config.trackers.length || config.exempt.includes(waiting.name);
  const name = own ? waiting.name : categoryOf(waiting.name);
  /** A text about the service. @param {string} text */
  const about = (text) => text.replace('\ue000', service.name);
  const page = frame.contentDocument;
  if (!page?.body || page.body.firstChild) return;
  const address = new URL(addressOf(frame), document.baseURI);
  const [title, maker] = serviceOf(services, address) ?? [];
  const view = renderTree(root, {
    __proto__: null,
    THEME: config.theme,
    '\ue000': title ?? unknown.replace('\ue000', address.hostname),
    '\ue001': service ? about(named[service.category]) : reasons[name],
    '\ue003': maker,
  }, page);
  if (!maker) view.querySelector('.maker').remove();
  if (poster) showPoster(view, poster, address);
  page.documentElement.lang = 'fr';
  page.title = view.querySelector('.title').textContent;
  for (const [name, value] of theme()) {
    if (value) page.documentElement.style.setProperty(name, value);
  }
  adoptStyles(page, stylesheet);
  page.body.append(view);
  checkAccent(view);
  const button = page.getElementById('cookies-allow');
  if (service) button.textContent = about(always);
  // A page may have several: whoever lists its buttons, or speaks their names, tells them apart.
  else button.setAttribute('aria-label', `${button.textContent}\u00a0: ${page.title}`);
  // A placeholder only offers a choice that the page's preferences offer.
  if (!service && !config.asked(name)) button.remove();
  const deaf = IS_WEBKIT && frame.hasAttribute('sandbox');
  onPress(button, deaf, () => allow(name));
  onPress(page.getElementById('cookies-manage'), deaf, manage);
}

/** Whether the engine is Safari's. */
const IS_WEBKIT = /^Apple/.test(navigator.vendor);

/**
 * Calls back with a button when it is pressed. Safari calls no listener in a sandboxed frame, not
 * even ours (https://bugs.webkit.org/show_bug.cgi?id=218086): there, <details> takes its place,
 * which opens by itself and is observed from here.
 *
 * @param {HTMLElement} button @param {boolean} deaf whether no listener is called
 * @param {(button: HTMLElement) => void} callback
 */
function onPress(button, deaf, callback) {
  if (!deaf) {
    button.addEventListener('click', () => callback(button));
    return;
  }
  const page = button.ownerDocument;
  const details = page.createElement('details');
  const summary = page.createElement('summary');
  for (const { name, value } of button.attributes) {
    if (name !== 'type') summary.setAttribute(name, value);
  }
  summary.setAttribute('role', 'button');
  summary.append(...button.childNodes);
  details.append(summary);
  if (button.isConnected) button.replaceWith(details);
  new MutationObserver(() => callback(summary))
    .observe(details, { __proto__: null, attributeFilter: ['open'] });
}

/**
 * Shows a picture of the portal's own behind a placeholder. One of a third party would inform it
 * of the visit, before the choice.
 *
 * @param {Element} view @param {string} poster its address @param {URL} content that waits
 */
function showPoster(view, poster, content) {
  if (!isHTTP(poster) || isThirdParty(new URL(poster, document.baseURI), content)) {
    report('attribute', `data-poster="${
      poster.slice(0, 80)}" is ignored: expected the address of a picture of the portal's own`);
    return;
  }
  const image = view.ownerDocument.createElement('img');
  image.className = 'poster';
  image.alt = '';
  image.addEventListener('error', () => image.remove());
  image.src = new URL(poster, document.baseURI).href;
  view.classList.add('pictured');
  view.prepend(image);
}

/** Whether a picture comes from a known service, or from where the content does. */
function isThirdParty(picture, content) {
  return picture.origin !== location.origin
    && Boolean(picture.host === content.host || serviceOf(services, picture));
}

/**
 * The theme as read while no banner was mounted.
 * @type {[string, string][]|undefined}
 */
let cached;

/** The values of the theming properties in the page. @returns {[string, string][]} */
function theme() {
  const mounted = document.querySelector('cookies-preferences');
  if (mounted) return read(mounted);
  if (cached) return cached;
  // On a return visit no banner is mounted: a probe takes its place, once in a page. It
  // goes last, where the fewest of the page's rules, such as :nth-child, are affected.
  const probe = document.createElement('cookies-preferences');
  (document.body ?? document.documentElement).append(probe);
  cached = read(probe);
  probe.remove();
  return cached;
}

/** @param {Element} element @returns {[string, string][]} */
function read(element) {
  const styles = getComputedStyle(element);
  return PROPERTIES.map((name) => [name, styles.getPropertyValue(name)]);
}
