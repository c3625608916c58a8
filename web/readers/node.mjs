// Reads the visitor's choice on a server in Node. cookie.mjs beside it is a copy of the
// banner's own reader, web/loader/start/cookie.js, which imports nothing.
import { maxAge, readChoice, setCookie } from "./cookie.mjs";

/**
 * Returns the choice in a request's Cookie header, or null: nothing optional is allowed then.
 * version is that of the charter on the page, if it has one.
 */
export function choiceIn(header, version = "", now = Date.now()) {
  return readChoice(lineOf(header), now, version)?.record ?? null;
}

/** A header as text. Node gives each byte as a character; invalid UTF-8 is a malformed escape. */
const lineOf = (header) =>
  Buffer.from(header ?? "", "latin1").toString().replaceAll("\ufffd", "%-");

/**
 * Answers a request by sending its choice back, for the rest of its 180 days. Safari deletes what
 * scripts have written once a visitor stays away for seven days, but not what a server has sent.
 * domain is that of data-domain, if the page has it.
 */
export function keepChoice(request, response, { domain = "", secure = true } = {}) {
  const now = Date.now();
  const { record, value } = readChoice(lineOf(request.headers.cookie), now) ?? {};
  if (value && record.timestamp <= now) { // one dated ahead may be planted
    // As bytes again: Node throws at other characters in a header, which anyone may send.
    const bytes = Buffer.from(value).toString("latin1");
    response.setHeader("Set-Cookie",
      setCookie(bytes, maxAge(record.timestamp, now), secure, domain));
  }
  response.writeHead(204).end();
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
