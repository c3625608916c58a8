/**
 * document.cookie; nothing where the browser forbids it (a sandboxed frame).
 */
export function cookieLine() {
  try {
    return String(document.cookie ?? '');
  } catch {
    return '';
  }
}

/**
 * document.cookie as far as it is about us: to wait for it would hold the page up,
 * so browsers are asked to tell it when they know, where they can.
 *
 * @param {string} name of the cookie
 */
export async function latestLine(name) {
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, 300); });
  try {
    const cookies = await Promise.race([window.cookieStore?.getAll(name), late]);
    if (cookies) return cookies.map(({ value }) => `${name}=${value}`).join('; ');
  } catch {
    // A sandboxed frame, or a page of its own mind.
  } finally {
    clearTimeout(timer);
  }
  return cookieLine();
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
  let away = document.hidden; // as one that is prerendered is, until it comes into view
  const leave = () => { away = true; };
  const come = () => {
    if (away && !document.hidden) callback();
    away = document.hidden;
  };
  addEventListener('blur', leave);
  addEventListener('pagehide', leave);
  addEventListener('visibilitychange', () => {
    if (document.hidden) leave();
    else come();
  });
  addEventListener('pageshow', come);
  addEventListener('focus', come); // comes with the page's start too, when nothing is to be followed
}
