// Reads the visitor's choice on a server in Node. cookie.mjs beside it is a copy of the
// banner's own reader, web/loader/start/cookie.js, which imports nothing.
import { readChoice } from "./cookie.mjs";

/**
 * Returns the choice in a request's Cookie header, or null: nothing optional is allowed then.
 * version is that of the charter on the page, if it has one.
 */
export function choiceIn(header, version = "", now = Date.now()) {
  // Node gives each byte as a character. Invalid UTF-8 becomes a malformed escape.
  const line = Buffer.from(header ?? "", "latin1").toString().replaceAll("\ufffd", "%-");
  return readChoice(line, now, version)?.record ?? null;
}

/**
 * Reports whether a tracker that is exempt from consent may measure (data-exempt). choice is what
 * choiceIn returns without a version: one about an earlier charter still objects. gpc is whether
 * the request has the header Sec-GPC: 1, which objects for a visitor who has not chosen.
 */
export const allowsExempt = (choice, name, gpc = false) => (choice ? choice[name] : !gpc);

export function handler(request, response) {
  const choice = choiceIn(request.headers.cookie);
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ measure: choice?.matomo === true }));
}
