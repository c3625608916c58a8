// A library that reads cookies does not check what a cookie says: call validChoice before you
// allow anything.

/**
 * Returns the choice that read, a function, gets from the library; null if that is no valid
 * choice: nothing optional is allowed then.
 */
function validChoice(read) {
  // A library returns one of several: another host of the domain may have planted it.
  const ours = document.cookie.split("; ").filter(isOurs);
  if (ours.length !== 1) return null;
  let choice;
  try {
    decodeURIComponent(ours[0]); // libraries make do with malformed escapes
    choice = { __proto__: null, ...read() }; // own keys only, none of Object.prototype's
  } catch (error) {
    // A malformed escape, or malformed JSON.
    if (error instanceof URIError || error instanceof SyntaxError) return null;
    throw error;
  }
  const names = ["functional_cookies", "statistics", "internal", "third_party",
    "ga", "matomo", "xiti", "at", "piano", "eulerian"];
  const { charter = "none", timestamp } = choice;
  const age = Date.now() - Math.trunc(timestamp); // in ms; negative if the clock was wrong
  const valid = typeof timestamp === "number" && age >= -864e5 && age < 15552e6 &&
    typeof charter === "string" && /^[\w.-]{1,32}$/.test(charter) &&
    names.every((name) => choice[name] === undefined || typeof choice[name] === "boolean");
  // Besides these, only services have answers: anything else might be taken for one.
  const known = [...names, "charter", "asked", "timestamp"];
  for (const name of Object.keys(choice)) {
    const isAnswer = typeof choice[name] === "boolean" && /^[a-z][a-z\d-]{1,31}$/.test(name);
    if (!isAnswer && !known.includes(name)) delete choice[name];
  }
  return valid ? choice : null;
}

/**
 * Reports whether a tracker that is exempt from consent may measure (data-exempt). choice is what
 * validChoice returns. Without one, Global Privacy Control objects, and so do several cookies, of
 * which one may.
 */
function allowsExempt(choice, name) {
  if (choice) return choice[name] === true;
  return !navigator.globalPrivacyControl && document.cookie.split("; ").filter(isOurs).length < 2;
}

/** Whether a pair of document.cookie has our name for a library, which decodes names too. */
function isOurs(pair) {
  try {
    return decodeURIComponent(pair.split("=")[0]) === "cookies_preferences";
  } catch {
    return false; // someone else's cookie, with a malformed name
  }
}
