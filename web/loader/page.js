import { prerendered } from 'virtual:build';
import stylesheet from '../banner.css';
import { CATEGORIES } from './config.js';
import { draw, dress } from './draw.js';
import { onNextAct } from './act.js';

/**
 * The banner's element in the portal's page. It is drawn at once from what the
 * build rendered; the program, when it comes, takes over the very same nodes.
 *
 * @param {import('./config.js').Config} config
 */
export function createPage(config) {
  /** @type {HTMLElement|null} */
  let element = null;
  /** @type {ShadowRoot|null} */
  let shadow = null;
  /** @type {HTMLElement} */
  let mount;

  const holes = {
    THEME: config.theme,
    '\ue000': config.portal,
    '\ue001': prerendered.aims[categorySet(config.categories)] + (config.gpc ? ` ${prerendered.texts.gpc}` : ''),
  };

  /**
   * Scrolls what gets the focus out from under the notice (WCAG 2.4.11). Our
   * element, which is seen nowhere, goes below: it makes the page as long as that
   * takes.
   *
   * @param {FocusEvent} event
   */
  function reveal({ target }) {
    const over = notice()?.getBoundingClientRect();
    const focused = /** @type {Element} */ (target).getBoundingClientRect();
    const hidden = over && target !== element && focused.bottom > over.top && focused.top < over.bottom
      && focused.right > over.left && focused.left < over.right;
    if (hidden) {
      const top = Math.min(focused.bottom - over.top + 16, focused.top);
      element.style.top = `${scrollY + innerHeight + top}px`;
      scrollBy({ top, behavior: 'instant' });
    } else if (!over) element.style.top = '';
  }

  const $ = (id) => shadow.getElementById(id);
  const notice = () => shadow?.querySelector('.notice');

  return {
    /** The shadow root while the element is up, or null. */
    get shadow() { return shadow; },

    /** Puts <cookies-preferences> first in <body>, unless it is up. */
    putUp(asking) {
      if (element) return;
      element = document.createElement('cookies-preferences');
      shadow = element.attachShadow({ mode: 'open' });
      dress(shadow, stylesheet);
      mount = document.createElement('div');
      mount.append(draw(prerendered.root, holes));
      shadow.append(mount);
      if (!asking) notice().remove();
      document.body.prepend(element);
      document.addEventListener('focusin', reveal);
    },

    /** Puts the element back where a framework that redrew the page took it out. */
    stay() {
      if (element && !element.isConnected) document.body.prepend(element);
    },

    /** Takes the element away. */
    remove() {
      element?.remove();
      element = shadow = null;
      document.removeEventListener('focusin', reveal);
    },

    /**
     * Closes the notice; the focus, if it was in it, goes to the status region.
     * @param {boolean} [hide] only takes it out of sight, for the program to close: its nodes are its own
     */
    closeNotice(hide) {
      if (!shadow) return;
      const held = notice()?.contains(shadow.activeElement);
      if (hide) this.hideNotice();
      else notice()?.remove();
      if (held) $('cookies-status').focus({ preventScroll: true });
    },

    /** Whether the notice is up. */
    noticed: () => notice(),

    /** Takes the notice out of sight, for the program to close. */
    hideNotice: () => notice()?.style.setProperty('display', 'none', 'important'),

    /** Shows that what a control asked for is on its way; null: that nothing is. */
    busy(id) {
      for (const control of shadow?.querySelectorAll('[aria-busy]') ?? []) control.removeAttribute('aria-busy');
      if (id) shadow?.getElementById(id)?.setAttribute('aria-busy', 'true');
    },

    /** Tells the visitor something, until their next act. */
    tell(text) {
      if (!shadow) return;
      const message = document.createElement('p');
      message.append(text);
      $('cookies-status').replaceChildren(message);
      onNextAct(() => message.remove());
    },

    /**
     * What opened the preferences, where browsers don't remember it: in a frame, or
     * where a click gives no focus, as in Safari. @type {HTMLElement|undefined}
     */
    opener: undefined,

    /** Where the program draws. Its first child is the banner. */
    get mount() { return mount; },

    /** Adds a stylesheet. @param {string} css */
    dress: (css) => dress(shadow, css),
  };
}

/** @param {string[]|null} categories @returns {number} an index of prerendered.aims */
function categorySet(categories) {
  return CATEGORIES.reduce(
    (set, name, i) => (!categories || categories.includes(name) ? set | (1 << i) : set), 0);
}
