// The reader of Huwise's starter kit, step by step, for which the cookie is made. It throws on a
// malformed cookie, and counts a missing tracker as allowed.
function publishedChoice() {
  const found = document.cookie.split("; ").find((pair) => pair.split("=")[0] === "cookies_preferences");
  return found === undefined ? null : JSON.parse(decodeURIComponent(found.split("=")[1]));
}
