import { keyboardFile, prerendered } from 'virtual:build';
import stylesheet from '../../styles/banner.css';
import { CATEGORIES } from '../start/config.js';
import { checkAccent, draw, dress } from './draw.js';
import { afterDrawing, ONCE, onNextAct } from '../start/act.js';
import { report } from '../start/report.js';

/**
 * The banner's element in the portal's page. It is drawn at once from what the
 * build rendered; the program, when it comes, takes over the very same nodes.
 *
 * @param {import('../start/config.js').Config} config
 */
export function createPage(config) {
  /** @type {HTMLElement|null} */
  let element = null;
  /** @type {ShadowRoot|null} */
  let shadow = null;
  /** @type {HTMLElement} */
  let mount;
  /** The id of what had the focus when the element was taken away: it gets it back. @type {string|undefined} */
  let held;
  /** Whether the element's listeners were heard of. */
  let heard = false;

  const holes = {
    __proto__: null,
    THEME: config.theme,
    '\ue000': config.portal,
    '\ue001': prerendered().aims[categorySet(config.categories)] + (config.gpc ? ` ${prerendered().texts.gpc}` : ''),
  };

  /** Fetches what keeps in sight what keys move the focus to. */
  async function onKey() {
    try {
      (await import(config.base + keyboardFile)).keepInSight(() => shadow);
    } catch (error) {
      report('keyboard', error, '; what has the focus may be under the notice');
    }
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
      element.addEventListener('cookies', () => { heard = true; });
      shadow = element.attachShadow({ __proto__: null, mode: 'open' });
      dress(shadow, stylesheet);
      mount = document.createElement('div');
      mount.append(draw(prerendered().root, holes));
      shadow.append(mount);
      if (asking) document.addEventListener('keyup', onKey, ONCE);
      else notice().remove();
      this.stay();
      if (held) ($(held) ?? this.opener)?.focus({ preventScroll: true });
    },

    /** Puts the element back where a framework that redrew the page took it out. */
    stay() {
      if (!element || element.isConnected) return;
      document.body?.prepend(element);
      afterDrawing(() => checkAccent(mount));
      const dialog = shadow.querySelector('dialog[open]');
      if (!dialog?.isConnected) return;
      dialog.removeAttribute('open'); // what was taken out of the page is modal no longer
      dialog.showModal();
    },

    /** Whether the element still has its listeners: document.open() takes all away. */
    hears() {
      heard = false;
      element.dispatchEvent(new Event('cookies'));
      return heard;
    },

    /** Takes the element away. */
    remove() {
      if (shadow) held = shadow.activeElement?.id;
      element?.remove();
      element = shadow = null;
    },

    /**
     * Closes the notice; the focus, if it was in it, goes to the status region.
     * @param {boolean} [hide] only takes it out of sight, for the program to close: its nodes are its own
     */
    closeNotice(hide) {
      if (!shadow) return;
      const focused = notice()?.contains(shadow.activeElement);
      this.hideNotice();
      if (!hide) notice()?.remove();
      if (focused) $('cookies-status').focus({ preventScroll: true });
    },

    /** The notice, if it is up. */
    noticed: notice,

    /** Takes the notice out of sight, for the program to close. */
    hideNotice() {
      notice()?.style.setProperty('display', 'none', 'important');
      element.style.top = '';
    },

    /** Shows that what a control asked for is on its way; without one, that nothing is. */
    busy(id) {
      for (const control of shadow?.querySelectorAll('[aria-busy]') ?? []) control.removeAttribute('aria-busy');
      shadow?.getElementById(id)?.setAttribute('aria-busy', 'true');
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

/** @param {string[]|null} categories @returns {number} an index of the aims in virtual:build */
function categorySet(categories) {
  return CATEGORIES.reduce(
    (set, name, i) => (!categories || categories.includes(name) ? set | (1 << i) : set), 0);
}
