import { keyboardFile, prerendered } from 'virtual:build';
import stylesheet from '../../styles/banner.css';
import { CATEGORIES } from '../start/config.js';
import { adoptStyles, checkAccent, renderTree } from './render.js';
import { afterPaint, ONCE, onNextInput } from '../start/events.js';
import { report } from '../start/report.js';

/**
 * The banner's element in the portal's page. It is rendered at once from what the build
 * made; the program hydrates the very same nodes later.
 *
 * @param {import('../start/config.js').Config} config
 */
export function createPage(config) {
  /** @type {HTMLElement|null} */
  let element = null;
  /** @type {ShadowRoot|null} */
  let shadow = null;
  /** @type {HTMLElement} */
  let container;
  /** The id of the element to give the focus back to after a removal. @type {string|undefined} */
  let focusedID;
  /** Whether the element's listener ran: see hasListeners. */
  let answered = false;

  const holes = {
    __proto__: null,
    THEME: config.theme,
    '\ue000': config.portal,
    '\ue001': prerendered().purposes[categorySet(config.categories)]
      + (config.gpc ? ` ${prerendered().texts.gpc}` : ''),
  };

  /** Fetches the module that keeps the keyboard's focus visible. */
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
    /** The shadow root while the element is mounted, or null. */
    get shadow() { return shadow; },

    /** Puts <cookies-preferences> first in <body>, unless it is mounted. */
    mount(asking) {
      if (element) return;
      element = document.createElement('cookies-preferences');
      element.addEventListener('cookies', () => { answered = true; });
      shadow = element.attachShadow({ __proto__: null, mode: 'open' });
      adoptStyles(shadow, stylesheet);
      container = document.createElement('div');
      container.append(renderTree(prerendered().root, holes));
      shadow.append(container);
      if (asking) document.addEventListener('keyup', onKey, ONCE);
      else notice().remove();
      this.reattach();
      if (focusedID) ($(focusedID) ?? this.trigger)?.focus({ preventScroll: true });
    },

    /** Puts the element back where a framework that re-rendered the page removed it. */
    reattach() {
      if (!element || element.isConnected) return;
      document.body?.prepend(element);
      afterPaint(() => checkAccent(container));
      const dialog = shadow.querySelector('dialog[open]');
      if (!dialog?.isConnected) return;
      dialog.removeAttribute('open'); // a dialog that left the page is no longer modal
      dialog.showModal();
    },

    /** Whether the element still has its listeners: document.open() removes all. */
    hasListeners() {
      answered = false;
      element.dispatchEvent(new Event('cookies'));
      return answered;
    },

    /** Removes the element. */
    remove() {
      if (shadow) focusedID = shadow.activeElement?.id;
      element?.remove();
      element = shadow = null;
    },

    /**
     * Closes the notice. If it had the focus, the status region gets it.
     * @param {boolean} [hide] only hides it: its nodes are the program's, which removes them
     */
    closeNotice(hide) {
      if (!shadow) return;
      const focused = notice()?.contains(shadow.activeElement);
      this.hideNotice();
      if (!hide) notice()?.remove();
      if (focused) $('cookies-status').focus({ preventScroll: true });
    },

    /** The notice, if it is shown. */
    notice,

    /** Hides the notice, which the program will remove. */
    hideNotice() {
      notice()?.style.setProperty('display', 'none', 'important');
      element.style.top = '';
    },

    /** Marks the one control whose answer is being fetched; without an id, none. */
    setBusy(id) {
      for (const control of shadow?.querySelectorAll('[aria-busy]') ?? []) {
        control.removeAttribute('aria-busy');
      }
      shadow?.getElementById(id)?.setAttribute('aria-busy', 'true');
    },

    /** Shows the visitor a message until their next key or pointer press. */
    announce(text) {
      if (!shadow) return;
      const message = document.createElement('p');
      message.append(text);
      $('cookies-status').replaceChildren(message);
      onNextInput(() => message.remove());
    },

    /**
     * The element that opened the preferences. Browsers don't remember it in a frame, or
     * where a click gives no focus, as in Safari. @type {HTMLElement|undefined}
     */
    trigger: undefined,

    /** The element that the program renders into. Its first child is the banner. */
    get container() { return container; },

    /** @param {string} css */
    adoptStyles: (css) => adoptStyles(shadow, css),
  };
}

/** @param {string[]|null} categories @returns {number} an index into the prerendered purposes */
function categorySet(categories) {
  return CATEGORIES.reduce(
    (set, name, i) => (!categories || categories.includes(name) ? set | (1 << i) : set), 0);
}
