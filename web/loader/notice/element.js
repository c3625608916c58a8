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
}

/**
 * Creates <cookies-preferences>.
 * @param {() => void} connected called whenever it was put into the page
 * @returns {HTMLElement}
 */
export function createElement(connected) {
  try {
    // Pages hide elements that are not defined.
    if (!customElements.get(NAME)) customElements.define(NAME, Preferences);
  } catch {
    // The page has replaced the browser's registry.
  }
  return Object.assign(document.createElement(NAME), { connected });
}

/** The events that pages take from others: those of keys, pointers, scrolling and the focus. */
export const SHIELDED = ('click focus focusin keydown keypress keyup mousedown pointerdown '
  + 'touchend touchmove touchstart wheel').split(' ');
