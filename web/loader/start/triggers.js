/**
 * Elements that open the preferences when clicked: our attribute, and the button in
 * the footer of every Opendatasoft portal.
 */
const TRIGGERS =
  '[data-cookies-preferences="open"], .ods-manage-cookies-preferences__show-button';

/**
 * Returns a function that listens on the document, so that triggers added later work
 * too. Call it again after document.open(), which removes every listener.
 * @param {(trigger: HTMLElement) => void} open
 * @returns {() => void}
 */
export function createTriggerListener(open) {
  const listener = (event) => {
    const target = /** @type {Element|undefined} */ (event.composedPath()[0]);
    // The document has no closest(), and a form's field may have that name.
    const trigger = typeof target?.closest === 'function' && target.closest(TRIGGERS);
    if (!trigger) return;
    event.preventDefault();
    open(trigger);
  };
  return () => document.addEventListener('click', listener); // added once, however often called
}
