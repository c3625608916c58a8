// The visitor's choice by js-cookie 3, with valid.js; null when there is none.
// Left to itself, js-cookie takes quotes off and leaves malformed escapes.
function choiceByJsCookie() {
  const cookies = Cookies.withConverter({ read: decodeURIComponent });
  return validChoice(() => JSON.parse(cookies.get("cookies_preferences")));
}
