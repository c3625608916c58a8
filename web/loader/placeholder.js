/**
 * What stands in a frame that waits for the choice, in a file of its own: most
 * pages have no such frame. It is drawn into the frame's own empty document, so
 * that it has the frame's place and size whatever the page's styles say of it,
 * and nothing moves when it goes.
 */
import { root, whys } from 'virtual:build';
import stylesheet from '../placeholder.css';
import { CATEGORIES } from './config.js';
import { draw, dress } from './draw.js';

/** The properties by which a page themes the banner. */
const PROPERTIES = [...new Set(stylesheet.match(/--cookies-[\w-]+/g))];

/** Frames smaller than this, in px, show nothing that one could read. */
const MIN_WIDTH = 120;
const MIN_HEIGHT = 60;

/** The sandbox attribute of frames, which comes back when they get their content. @type {WeakMap<HTMLIFrameElement, string>} */
const sandboxes = new WeakMap();

/**
 * @param {object} parts
 * @param {import('./config.js').Config} parts.config
 * @param {(name: string) => void} parts.allow allows a category or a tracker
 * @param {(opener: HTMLElement) => void} parts.manage shows the preferences
 */
export function createPlaceholders({ config, allow, manage }) {
  return {
    show: (frame) => show(frame, config, allow, manage),
    hide,
  };
}

/** @param {HTMLIFrameElement} frame without an address */
function show(frame, config, allow, manage) {
  if (frame.clientWidth < MIN_WIDTH || frame.clientHeight < MIN_HEIGHT) return;
  if (!frame.contentDocument && frame.hasAttribute('sandbox')) {
    // Its empty document is not ours to draw into. One without the attribute is.
    sandboxes.set(frame, frame.getAttribute('sandbox'));
    const { parentNode, nextSibling } = frame;
    frame.remove();
    frame.removeAttribute('sandbox');
    parentNode.insertBefore(frame, nextSibling);
  }
  // Trackers that have no switch of their own follow the statistics.
  const { cookies } = frame.dataset;
  const name = CATEGORIES.includes(cookies) || config.trackers.includes(cookies) ? cookies : CATEGORIES[0];
  const page = frame.contentDocument;
  if (!page?.body || page.body.firstChild) return;
  const view = draw(root, {
    THEME: config.theme,
    '\ue000': new URL(frame.dataset.src, document.baseURI).hostname,
    '\ue001': whys[name],
  }, page);
  page.documentElement.lang = 'fr';
  page.title = view.querySelector('.title').textContent;
  const themed = getComputedStyle(document.querySelector('cookies-preferences') ?? document.documentElement);
  for (const property of PROPERTIES) {
    const value = themed.getPropertyValue(property);
    if (value) page.documentElement.style.setProperty(property, value);
  }
  dress(page, stylesheet);
  page.body.append(view);
  const button = page.getElementById('cookies-allow');
  // What the page does not let visitors choose cannot be chosen here either.
  const category = CATEGORIES.includes(name) ? name : CATEGORIES[0];
  if (config.categories && !config.categories.includes(category)) button.remove();
  button.addEventListener('click', () => {
    button.setAttribute('aria-busy', 'true');
    allow(name);
  });
  page.getElementById('cookies-manage').addEventListener('click', (event) => manage(event.currentTarget));
}

/** Gives a frame back what it had, before it gets its address. @param {HTMLIFrameElement} frame */
function hide(frame) {
  const sandbox = sandboxes.get(frame);
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  sandboxes.delete(frame);
}
