// Libraries that read a page's cookies check nothing of what a cookie says: let
// validChoice do so before anything is allowed by it.

/**
 * Returns the choice, if it is one that holds now; otherwise null: nothing
 * optional is allowed then. read is a function that has the library read it.
 */
function validChoice(read) {
  // A library gives one of several, which another host of the domain may have planted.
  const ours = document.cookie.split("; ").filter(isOurs);
  if (ours.length !== 1) return null;
  let choice;
  try {
    decodeURIComponent(ours[0]); // libraries make do with malformed escapes
    choice = { __proto__: null, ...read() }; // its own keys, none of Object.prototype's
  } catch (error) {
    if (error instanceof URIError || error instanceof SyntaxError) return null; // malformed, JSON too
    throw error;
  }
  const { charter = "none", timestamp } = choice;
  const age = Date.now() - timestamp; // in ms; negative when it is dated ahead
  const names = "functional_cookies statistics internal third_party ga matomo xiti at piano eulerian".split(" ");
  return typeof timestamp === "number" && age >= -864e5 && age < 15552e6 &&
    typeof charter === "string" && /^[\w.-]{1,32}$/.test(charter) &&
    names.every((name) => choice[name] === undefined || typeof choice[name] === "boolean") ? choice : null;
}

/** Whether a pair of document.cookie has our name for libraries, which decode names too. */
function isOurs(pair) {
  try {
    return decodeURIComponent(pair.split("=")[0]) === "cookies_preferences";
  } catch {
    return false; // another's cookie, with a malformed name
  }
}
