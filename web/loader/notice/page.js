import { keyboardFile, prerendered } from 'virtual:build';
import stylesheet from '../../styles/banner.css';
import { createElement, SHIELDED } from './element.js';
import { adoptStyles, checkAccent, renderTree } from './render.js';
import { CATEGORY_BITS } from '../start/cookie.js';
import { afterPaint, ONCE } from '../start/events.js';
import { report } from '../start/report.js';

/** The custom properties with which a page themes the banner. */
const PROPERTIES = stylesheet.match(/--cookies-[\w-]+/g);

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
  /** Holds all that is shown. @type {HTMLElement} */
  let view;
  /** The id of the element to give the focus back to after a removal. @type {string|undefined} */
  let focusedID;
  /** How often the element was put back within a second. */
  let restores = 0;
  /** The rule with the theme that the banner has from <body>, and how to remove it. */
  let theme = '';
  /** @type {(() => void)|undefined} */
  let removeTheme;
  /** @type {number|undefined} */
  let busy;
  /** The status message, and when it was shown. @type {HTMLElement|undefined} */
  let message;
  let since;

  const { texts } = prerendered();
  const holes = {
    __proto__: null,
    THEME: config.theme,
    '\ue000': config.controller,
    '\ue001': prerendered().purposes[config.asks & CATEGORY_BITS],
    '\ue002': (config.domain && `${texts.shared}${config.domain}.`)
      + (config.gpc ? ` ${texts.gpc}` : ''),
  };

  /** Follows the theme that the page has, on <body> too: its visitor may switch it. */
  function followTheme() {
    const styles = getComputedStyle(document.body);
    const { colorScheme } = styles;
    // In a rule for :host: what the page sets on the element itself comes first.
    const rule = `:host{${
      PROPERTIES.map((name) => name + ':' + (styles.getPropertyValue(name) || 'initial')).join(';')}}`;
    if (rule !== theme) {
      // Safari doesn't restyle when a rule changes, but does for another sheet.
      removeTheme?.();
      removeTheme = adoptStyles(shadow, theme = rule);
    }
    if (config.theme !== 'auto') return;
    const meta = colorScheme === 'normal' && document.querySelector('meta[name=color-scheme]');
    const scheme = meta ? meta.content : colorScheme;
    view.dataset.theme = scheme?.replace(/ ?only ?/, '');
  }
  const themes = new MutationObserver(followTheme);

  /** Fetches the module that keeps the keyboard's focus visible. */
  async function onKey() {
    try {
      (await config.module(keyboardFile)).keepInSight(() => shadow);
    } catch (error) {
      report('keyboard', error);
    }
  }

  const $ = (id) => shadow?.getElementById(id);
  const notice = () => shadow?.querySelector('.notice');

  /**
   * Keeps an event that is meant for the banner from the page: its traps, shortcuts and
   * scrolling. The banner gets a copy, which has no effect but that of its listeners.
   */
  function shield(event) {
    const { target, type } = event;
    // The next press ends a message, not the rest of the last one.
    if (/down/.test(type) && !event.repeat && performance.now() - since >= 500) message = message?.remove();
    if (target !== element) return;
    event.stopImmediatePropagation();
    const copy = new CustomEvent(type, {
      __proto__: null, bubbles: true, detail: event.detail, cancelable: true,
    });
    copy.preventDefault(); // Safari opens <details> at a copy, too: the press would close them
    copy.original = event;
    event.composedPath()[0].dispatchEvent(copy);
  }

  return {
    holes,

    /** The shadow root while the element is mounted, or null. */
    get shadow() { return shadow; },

    /** Puts <cookies-preferences> into the page; a new one is without the notice. */
    mount() {
      if (element) return this.reattach();
      element = createElement({
        connected: () => this.onMove?.(),
        disconnected: () => setTimeout(() => {
          // A blocker that keeps removing it does so on purpose.
          if (!element || element.isConnected || restores++ > 9) return;
          this.reattach();
          setTimeout(() => { restores = 0; }, 1000);
        }),
      });
      element.addEventListener('cookies', (event) => event.preventDefault());
      for (const type of SHIELDED) addEventListener(type, shield, true);
      shadow = element.attachShadow({ __proto__: null, mode: 'open' });
      adoptStyles(shadow, stylesheet);
      theme = '';
      view = renderTree(prerendered().root, holes);
      shadow.append(view);
      this.reattach();
    },

    /** Shows the notice, unless it is shown. */
    showNotice() {
      this.mount();
      if (!notice()) {
        view.prepend(renderTree(prerendered().notice, holes));
        document.addEventListener('keyup', onKey, ONCE);
      }
      if (focusedID) ($(focusedID) ?? this.trigger)?.focus({ preventScroll: true });
      focusedID = undefined;
    },

    /** Puts the element back where a framework that re-rendered the page removed it. */
    reattach() {
      const { body } = document;
      if (!element || !body) return;
      if (!element.isConnected) {
        // Not in <body>, where the page's styles would count it among their elements.
        body.before(element);
        afterPaint(() => checkAccent(view));
      }
      followTheme();
      for (const node of [body.parentNode, body]) {
        themes.observe(node, { __proto__: null, attributes: true });
      }
    },

    /** Whether the element still has its listeners: document.open() removes all. */
    hasListeners: () => !element?.dispatchEvent(
      new Event('cookies', { __proto__: null, cancelable: true })),

    /** Removes the element. */
    remove() {
      focusedID = shadow?.activeElement?.id;
      element?.remove();
      element = shadow = null;
    },

    /** The notice, if it is shown. */
    notice,

    /** Closes the notice. If it had the focus, what follows it gets that. */
    closeNotice() {
      if (!notice()) return;
      const focused = notice().contains(shadow.activeElement);
      notice().remove();
      element.style.top = ''; // see ../extras/keyboard.js
      if (focused) this.place.focus({ preventScroll: true });
    },

    /**
     * Marks the one control whose answer is being fetched, once that takes a while: an answer
     * that is there at once must not wait for the mark to be painted. Without an id, marks none.
     * It ends a message: the visitor has gone on.
     */
    setBusy(id) {
      message = message?.remove(); // undefined
      clearTimeout(busy);
      shadow?.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
      if (id) busy = setTimeout(() => $(id)?.setAttribute('aria-busy', 'true'), 100);
    },

    /** Shows the visitor a message until their next key or pointer press. */
    announce(text) {
      this.mount();
      // Screen readers don't announce text that a live region is created with, or has when the
      // modal dialog that hid it closes.
      since = performance.now();
      const next = message = renderTree(['p', {}, text], holes);
      afterPaint(() => next === message && $('cookies-status')?.replaceChildren(next));
    },

    /** Called when the element was put into the page, or moved. @type {(() => void)|undefined} */
    onMove: undefined,

    /**
     * The element that opened the preferences. It doesn't have the focus if it is in a frame, or
     * where a click gives none, as in Safari. @type {HTMLElement|undefined}
     */
    trigger: undefined,

    /** The node whose first child the dialog is drawn in. */
    get place() { return $('cookies-status')?.previousElementSibling; },
  };
}
