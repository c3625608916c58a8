import { keyboardFile, prerendered } from 'virtual:build';
import stylesheet from '../../styles/banner.css';
import { CATEGORIES } from '../start/cookie.js';
import { adoptStyles, checkAccent, renderTree } from './render.js';
import { afterPaint, ONCE, onNextInput } from '../start/events.js';
import { report } from '../start/report.js';

/**
 * The banner's element in the portal's page, rendered from what the build made: the
 * notice, the node in which the dialog is drawn, and the status message.
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
  /** @type {number|undefined} */
  let busy;
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

  const $ = (id) => shadow?.getElementById(id);
  const notice = () => shadow?.querySelector('.notice');

  return {
    /** The shadow root while the element is mounted, or null. */
    get shadow() { return shadow; },

    /** Creates <cookies-preferences>, without the notice, unless there is one. */
    mount() {
      if (element) return;
      element = document.createElement('cookies-preferences');
      element.addEventListener('cookies', () => { answered = true; });
      shadow = element.attachShadow({ __proto__: null, mode: 'open' });
      adoptStyles(shadow, stylesheet);
      container = document.createElement('div');
      const [tag, attributes, , ...others] = prerendered().root;
      container.append(renderTree([tag, attributes, ...others], holes));
      shadow.append(container);
    },

    /** Shows the notice, unless it is shown. */
    showNotice() {
      this.mount();
      if (!notice()) {
        container.firstChild.prepend(renderTree(prerendered().root[2], holes));
        document.addEventListener('keyup', onKey, ONCE);
      }
      this.reattach();
      if (focusedID) ($(focusedID) ?? this.trigger)?.focus({ preventScroll: true });
      focusedID = undefined;
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
      answered = !element;
      element?.dispatchEvent(new Event('cookies'));
      return answered;
    },

    /** Removes the element. */
    remove() {
      focusedID = shadow?.activeElement?.id;
      element?.remove();
      element = shadow = null;
    },

    /** The notice, if it is shown. */
    notice,

    /** Closes the notice. If it had the focus, the status region gets it. */
    closeNotice() {
      if (!notice()) return;
      const focused = notice().contains(shadow.activeElement);
      notice().remove();
      element.style.top = ''; // see ../extras/keyboard.js
      if (focused) $('cookies-status').focus({ preventScroll: true });
    },

    /**
     * Marks the one control whose answer is being fetched, once that takes a while: an answer
     * that is there at once must not wait for the mark to be painted. Without an id, marks none.
     */
    setBusy(id) {
      clearTimeout(busy);
      for (const control of shadow?.querySelectorAll('[aria-busy]') ?? []) {
        control.removeAttribute('aria-busy');
      }
      if (id) busy = setTimeout(() => $(id)?.setAttribute('aria-busy', 'true'), 100);
    },

    /** Shows the visitor a message until their next key or pointer press. */
    announce(text) {
      // Screen readers don't announce text that a live region is created with.
      if (!shadow) {
        this.mount();
        this.reattach();
        return afterPaint(() => this.announce(text));
      }
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

    /** Where nothing has the focus, gives it to the trigger, or else to the status region. */
    keepFocus() {
      const { trigger } = this;
      const lost = () => (shadow?.activeElement
        ? shadow.activeElement.closest('dialog:not([open])') // until the page is drawn
        : !document.activeElement || document.activeElement === document.body);
      const give = () => {
        this.trigger = undefined;
        try {
          if (lost()) trigger?.focus();
        } catch {
          // The page may have changed its focus().
        }
        if (lost()) $('cookies-status')?.focus({ preventScroll: true });
      };
      // A frame beside a modal dialog can only have the focus once the page is drawn without it.
      if (lost() && trigger && trigger.ownerDocument !== window.document) afterPaint(give);
      else give();
    },

    /** The node whose first child the dialog is drawn in. */
    get place() { return $('cookies-status')?.previousElementSibling; },

    /** Marks, for tests and for debugging, what the program does. @param {string} state */
    markProgram: (state) => container.setAttribute('data-program', state),

    /** @param {string} css */
    adoptStyles: (css) => adoptStyles(shadow, css),
  };
}

/** @param {string[]|null} categories @returns {number} an index into the prerendered purposes */
function categorySet(categories) {
  return CATEGORIES.reduce(
    (set, name, i) => (!categories || categories.includes(name) ? set | (1 << i) : set), 0);
}
