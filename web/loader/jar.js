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

/** Calls back when the page is come back to: another may have written a cookie. @param {() => void} callback */
export function onReturn(callback) {
  document.addEventListener('visibilitychange', callback);
  document.addEventListener('prerenderingchange', callback);
  addEventListener('pagehide', () => addEventListener('pageshow', callback, { once: true }));
  addEventListener('focus', callback);
}
