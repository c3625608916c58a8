/**
 * document.cookie; nothing where the browser forbids it (a sandboxed frame), or
 * where an element of the page has taken its name.
 */
export function cookieLine() {
  try {
    return typeof document.cookie === 'string' ? document.cookie : '';
  } catch {
    return '';
  }
}

/** @param {string} line for document.cookie */
export function writeCookie(line) {
  try {
    document.cookie = line;
  } catch {
    // Reading it back tells: nothing was kept.
  }
}

/** Calls back when a cookie is another, in browsers that say so on a secure page. @param {() => void} callback */
export function onCookieChange(callback) {
  window.cookieStore?.addEventListener?.('change', callback);
}
