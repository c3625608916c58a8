const NAME = 'cookies-preferences';

class Preferences extends HTMLElement {
  static observedAttributes = ['aria-hidden', 'inert'];

  /** The banner is above the page's own dialogs, which make everything else inert. */
  attributeChangedCallback(name) {
    this.removeAttribute(name);
  }

  connectedCallback() {
    this.connected?.();
  }

  disconnectedCallback() {
    this.disconnected?.();
  }
}

/**
 * Creates <cookies-preferences>.
 * @param {object} callbacks
 * @param {() => void} callbacks.connected called whenever it was put into the page
 * @param {() => void} callbacks.disconnected called whenever it was taken out of it
 * @returns {HTMLElement}
 */
export function createElement(callbacks) {
  try {
    // Pages hide elements that are not defined.
    if (!customElements.get(NAME)) customElements.define(NAME, Preferences);
  } catch {
    // The page has replaced the browser's registry.
  }
  return Object.assign(document.createElement(NAME), callbacks);
}

/** The events that pages take from others: those of keys, pointers, scrolling and the focus. */
export const SHIELDED = ('click focus focusin keydown keypress keyup mousedown pointerdown '
  + 'touchend touchmove touchstart wheel').split(' ');
