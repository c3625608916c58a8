// The reader of Huwise's own starter kit, step by step: what the cookie is made
// for. It throws on a malformed cookie, and takes a missing tracker as allowed.
function publishedChoice() {
  const found = document.cookie.split("; ").find((pair) => pair.split("=")[0] === "cookies_preferences");
  return found === undefined ? null : JSON.parse(decodeURIComponent(found.split("=")[1]));
}
