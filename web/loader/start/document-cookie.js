/** Returns document.cookie; '' where the browser forbids it, as in a sandboxed frame. */
export function documentCookie() {
  try {
    return String(document.cookie ?? '');
  } catch {
    return '';
  }
}

/**
 * Returns the cookies of one name, as document.cookie would. Reading document.cookie
 * blocks the page, so the asynchronous Cookie Store API is used where there is one.
 *
 * @param {string} name of the cookie
 */
export async function latestCookies(name) {
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, 300); });
  try {
    const cookies = await Promise.race([window.cookieStore?.getAll(name), late]);
    if (cookies) return cookies.map(({ value }) => `${name}=${value}`).join('; ');
  } catch {
    // A sandboxed frame, or a page that has replaced cookieStore.
  } finally {
    clearTimeout(timer);
  }
  return documentCookie();
}

/** @param {string} cookie as document.cookie takes it */
export function writeCookie(cookie) {
  try {
    document.cookie = cookie;
  } catch {
    // Callers read it back to find out that nothing was kept.
  }
}

/**
 * Calls back when the visitor returns to the page: another one may have written a
 * cookie meanwhile.
 * @param {() => void} callback
 */
export function onReturn(callback) {
  let away = document.hidden; // a prerendered page is hidden until it is shown
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
  addEventListener('focus', come); // also fires when the page starts: nothing to do then
}
