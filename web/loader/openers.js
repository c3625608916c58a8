/**
 * What opens the preferences when it is clicked: our attribute, and the button
 * in the footer of every Opendatasoft portal.
 */
const OPENERS =
  '[data-cookies-preferences="open"], .ods-manage-cookies-preferences__show-button';

/**
 * Listens on the document, so that buttons that come later open them too.
 * @param {(opener: HTMLElement) => void} open
 */
export function listenToOpeners(open) {
  document.addEventListener('click', (event) => {
    const target = /** @type {Element|undefined} */ (event.composedPath()[0]);
    // The document has no such function, nor a form with a field of that name.
    const opener = typeof target?.closest === 'function' && target.closest(OPENERS);
    if (!opener) return;
    event.preventDefault();
    open(opener);
  });
}
