/**
 * What stands in a frame that waits for the choice, in a file of its own: most
 * pages have no such frame. It is drawn into the frame's own empty document, so
 * that it has the frame's place and size whatever the page's styles say of it,
 * and nothing moves when it goes.
 */
import { root, whys } from 'virtual:build';
import stylesheet from '../../styles/placeholder.css';
import { CATEGORIES, isHTTP } from '../start/config.js';
import { checkAccent, draw as build, dress } from '../notice/draw.js';

/** The properties by which a page themes the banner. */
const PROPERTIES = [...new Set(stylesheet.match(/--cookies-[\w-]+/g))];

/** Frames smaller than this, in px, show nothing that one could read. */
const MIN_WIDTH = 120;
const MIN_HEIGHT = 60;

/**
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {(name: string) => void} parts.allow allows a category or a tracker
 * @param {(opener: HTMLElement) => void} parts.manage shows the preferences
 */
export function createPlaceholders({ config, allow, manage }) {
  /** Frames that are watched: they may get a size, or another empty document, later. */
  const watched = new WeakSet();
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) draw(target);
  });

  /** What the sandboxes of frames were before something stood in them. @type {WeakMap<HTMLIFrameElement, string>} */
  const sandboxes = new WeakMap();

  /** @param {HTMLIFrameElement} frame */
  function draw(frame) {
    // What has an address by now, or a text of its own, is not ours.
    if (frame.hasAttribute('src') || frame.hasAttribute('srcdoc') || !frame.isConnected || !isHTTP(frame.dataset.src)) return;
    if (!frame.contentDocument && frame.hasAttribute('sandbox')) reach(frame);
    stand(frame, config, allow, manage);
  }

  /**
   * Has the empty document of a sandboxed frame be one that we can draw into. No
   * script runs in it, whatever comes there, nor anything else that was not let.
   */
  function reach(frame) {
    if (!sandboxes.has(frame)) sandboxes.set(frame, frame.getAttribute('sandbox'));
    const { parentNode, nextSibling } = frame;
    frame.remove();
    frame.setAttribute('sandbox', 'allow-same-origin');
    parentNode.insertBefore(frame, nextSibling);
  }

  return {
    /** Shows a placeholder in a frame without an address. @param {HTMLIFrameElement} frame */
    show(frame) {
      draw(frame);
      if (watched.has(frame)) return;
      watched.add(frame);
      sizes.observe(frame);
      frame.addEventListener('load', () => draw(frame));
    },

    /** Gives a frame that is to be opened its own sandbox back. @param {HTMLIFrameElement} frame */
    release(frame) {
      if (sandboxes.has(frame)) frame.setAttribute('sandbox', sandboxes.get(frame));
      sandboxes.delete(frame);
    },
  };
}

/** @param {HTMLIFrameElement} frame */
function stand(frame, config, allow, manage) {
  if (frame.clientWidth < MIN_WIDTH || frame.clientHeight < MIN_HEIGHT) return;
  // Where no tracker has a switch of its own, they follow the statistics.
  const { cookies } = frame.dataset;
  const name = CATEGORIES.includes(cookies) || config.trackers.length ? cookies : CATEGORIES[0];
  const page = frame.contentDocument;
  if (!page?.body || page.body.firstChild) return;
  const view = build(root, {
    __proto__: null,
    THEME: config.theme,
    '\ue000': new URL(frame.dataset.src, document.baseURI).hostname,
    '\ue001': whys[name],
  }, page);
  page.documentElement.lang = 'fr';
  page.title = view.querySelector('.title').textContent;
  for (const [name, value] of theme()) {
    if (value) page.documentElement.style.setProperty(name, value);
  }
  dress(page, stylesheet);
  page.body.append(view);
  checkAccent(page.body);
  const button = page.getElementById('cookies-allow');
  // What the page does not let visitors choose cannot be chosen here either.
  const category = CATEGORIES.includes(name) ? name : CATEGORIES[0];
  const asked = (!config.categories || config.categories.includes(category))
    && (name === category || config.trackers.includes(name));
  if (!asked) button.remove();
  button.addEventListener('click', () => {
    button.setAttribute('aria-busy', 'true');
    allow(name);
  });
  page.getElementById('cookies-manage').addEventListener('click', (event) => manage(event.currentTarget));
}

/** What the page's styles give the banner's properties, as they were while none was up. @type {[string, string][]|undefined} */
let known;

/** What the page's styles give the banner's properties. @returns {[string, string][]} */
function theme() {
  const up = document.querySelector('cookies-preferences');
  if (up) return read(up);
  if (known) return known;
  // As on a return visit: another stands in for it, once in a page and for no longer than
  // it takes to ask. It is last in the page, where the fewest rules count it in.
  const other = document.createElement('cookies-preferences');
  (document.body ?? document.documentElement).append(other);
  known = read(other);
  other.remove();
  return known;
}

/** @param {Element} element @returns {[string, string][]} */
function read(element) {
  const styles = getComputedStyle(element);
  return PROPERTIES.map((name) => [name, styles.getPropertyValue(name)]);
}
