/**
 * What opens the preferences when it is clicked: our attribute, and the button
 * in the footer of every Opendatasoft portal.
 */
const OPENERS =
  '[data-cookies-preferences="open"], .ods-manage-cookies-preferences__show-button';

/**
 * Gives what listens on the document, so that buttons that come later open them
 * too. It may listen again where document.open() has taken every listener away.
 * @param {(opener: HTMLElement) => void} open
 * @returns {() => void}
 */
export function listenerToOpeners(open) {
  const listener = (event) => {
    const target = /** @type {Element|undefined} */ (event.composedPath()[0]);
    // The document has no such function, nor a form with a field of that name.
    const opener = typeof target?.closest === 'function' && target.closest(OPENERS);
    if (!opener) return;
    event.preventDefault();
    open(opener);
  };
  return () => document.addEventListener('click', listener); // once, however often
}
