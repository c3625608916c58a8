/**
 * Elements that open the preferences when clicked: our attribute, and the button in
 * the footer of every Opendatasoft portal.
 */
const TRIGGERS =
  '[data-cookies-preferences="open"], .ods-manage-cookies-preferences__show-button';

/**
 * Returns a function that listens on the window, so that triggers added later work too, in
 * open shadow roots as well, and before a menu keeps its clicks to itself. Call it again
 * after document.open(), which removes every listener.
 * @param {(trigger: HTMLElement) => void} open
 * @returns {() => void}
 */
export function createTriggerListener(open) {
  const { matches } = Element.prototype; // a form's field may have that name
  const listener = (event) => {
    const path = event.composedPath();
    const trigger = path.find((node) => node instanceof Element && matches.call(node, TRIGGERS));
    if (!trigger) return;
    event.preventDefault();
    // Some routers ignore that, but leave Ctrl+click to the browser.
    const link = path.find(({ localName }) => localName === 'a');
    if (/^[^#]/.test(link?.getAttribute('href') ?? '')) {
      Object.defineProperty(event, 'ctrlKey', { __proto__: null, value: true });
    }
    setTimeout(open, 0, trigger); // after the page's own listeners: a menu closes, for one
  };
  return () => addEventListener('click', listener, true); // added once, however often called
}
