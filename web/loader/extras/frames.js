/**
 * Has pages in frames of one another, which keep the same cookie, ask once and follow each
 * other's choices. It is fetched by pages with frames, or in one, where a choice may change.
 *
 * A message says only that the cookie may have changed, or that the page around asks: a hostile
 * one allows nothing.
 */
const CHANGED = 'cookies_preferences:changed';
const WHO_ASKS = 'cookies_preferences:who asks?';
const I_ASK = 'cookies_preferences:I ask';

/** @type {ReturnType<typeof createFrames>|undefined} */
let frames;

/**
 * Meets the pages around this one and in it.
 *
 * @param {import('../start/config.js').Config} config
 * @param {ReturnType<import('../start/choice.js').createChoice>} choice
 * @param {() => ReturnType<import('../notice/session.js').createSession>} session
 * @param {boolean} [changed] whether the choice has just changed
 */
export function meet(config, choice, session, changed) {
  frames ??= createFrames(config, choice, session);
  if (changed) frames.changed();
}

function createFrames({ domain }, choice, session) {
  const parentDomain = domain && `.${domain}`;
  /** Whether this page doesn't ask because the one around it does. */
  let silenced = false;

  /** Whether pages of an address keep the same cookie as this one. */
  function isOurs(address) {
    try {
      const { hostname } = new URL(address);
      return hostname === location.hostname || domain && `.${hostname}`.endsWith(parentDomain);
    } catch {
      return false;
    }
  }

  /** The page around this one, if it is ours. */
  const parents = () => {
    const around = location.ancestorOrigins?.[0] ?? document.referrer;
    return parent !== window && isOurs(around) ? [parent] : [];
  };

  const children = () => [...document.querySelectorAll('iframe[src]')]
    .filter((frame) => isOurs(frame.src)).map((frame) => frame.contentWindow);

  function send(message, windows) {
    // Its origin may have changed, and the message tells nothing.
    for (const it of windows) it?.postMessage(message, '*');
  }

  addEventListener('message', ({ data, origin, source }) => {
    if (!isOurs(origin)) return;
    if (data === CHANGED) follow();
    if (data === WHO_ASKS && source !== parent && !choice.get()) send(I_ASK, [source]);
    if (data === I_ASK && source === parent && !choice.get()) {
      silenced = true;
      session().choiceChanged({}); // as if one were made: this page asks no more
    }
  });

  /** Follows another page's choice. Where it doesn't answer what this one asks, this one asks. */
  function follow() {
    session().sync();
    if (choice.get()) return;
    if (silenced) session().begin();
    silenced = false;
    send(WHO_ASKS, parents());
  }

  send(WHO_ASKS, parents());
  if (!choice.get()) send(I_ASK, children());

  return {
    /** Tells the others that the choice has changed. */
    changed: () => send(CHANGED, [...parents(), ...children()]),
  };
}
