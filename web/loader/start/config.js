import {
  CATEGORIES, categoryOf, isService, MAX_SERVICES, setOf, TRACKERS, VERSION,
} from './cookie.js';
import { createModules } from './modules.js';

/**
 * The settings that a page gives in the attributes of its script tag.
 *
 * @typedef {object} Config
 * @property {string} base folder of the script; everything else is fetched from there
 * @property {string} portal host name of the portal
 * @property {string} controller the body that is responsible for the cookies; the portal's host
 *   name if the page names none
 * @property {string} origin the page's own http(s) origin, or ''
 * @property {string} charter URL of the charter's text; '' when there is none
 * @property {string} version version of the charter; '' when it has none
 * @property {string[]|null} categories the optional categories to show; null: all
 * @property {string[]} trackers the declared trackers, without the exempt ones
 * @property {string[]} exempt the trackers that measure without consent, unless objected to
 * @property {string[]} services the declared services, each once
 * @property {string} charterPage address of the charter as a page of its own; '' if it has none
 * @property {(name: string) => boolean} asked whether the visitor is asked about a name, but for
 *   the services, which all are
 * @property {number} asks the names that the visitor is asked about, as the record's `asked`
 * @property {boolean} declared whether the page narrows that with data-trackers, data-categories
 *   or data-exempt
 * @property {string[]} integrations scripts to inform of the choice as well: see integrations.js
 * @property {string} domain the cookie's Domain, in lower case and without a dot in front; '' for
 *   a host-only cookie
 * @property {boolean} gpc whether the browser sends Global Privacy Control
 * @property {boolean} secure whether the cookie is Secure
 * @property {'intent'|'idle'} load when the program may be fetched before it is needed
 * @property {'auto'|'light'|'dark'} theme
 * @property {(file: string) => Promise<object>} module fetches a module from the folder: see
 *   ./modules.js
 */

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;

/**
 * Reads the attributes. An invalid one is reported and ignored. An empty one, as a template may
 * write it, is the same as none. gpc is a getter: most visits don't need it.
 *
 * @param {HTMLScriptElement|null} script
 * @param {{charters: Record<string, [version: string, controller: string]>, everyPortal: boolean,
 *   report: (code: string, message: string) => void}} build
 *   charters: the built-in charters by host name, with who is responsible for the portal;
 *   everyPortal: whether the folder of the script has a charter for every portal that a page may
 *   name
 * @returns {Config}
 */
export function readConfig(script, { charters, everyPortal, report }) {
  /** The attribute's value; undefined if it is absent, empty or invalid. */
  const attribute = (name, good, expected) => {
    const value = script?.getAttribute(`data-${name}`)?.trim();
    if (!value) return undefined;
    if (good(value)) return value;
    report('attribute', `data-${name}="${value.slice(0, 80)}" is ignored: expected ${expected}`);
    return undefined;
  };

  /** Words that are all good, with spaces between them; otherwise undefined. */
  const list = (name, good, expected) =>
    split(attribute(name, (value) => split(value).every(good), expected));

  /** Words of a vocabulary. */
  const words = (name, vocabulary) =>
    list(name, (word) => vocabulary.includes(word), `words among ${vocabulary.join(' ')}`);

  /** One of a few words; the first is the default. */
  const oneOf = (name, ...words) =>
    attribute(name, (value) => words.includes(value), words.join(' or ')) ?? words[0];

  // about:srcdoc and about:blank have no host: the page that made them has.
  const page = location.hostname ? location : new URL(document.baseURI);
  const host = (value) => HOST_NAME.test(value);
  const portal = (attribute('portal', host, 'a host name') ?? page.hostname).toLowerCase();
  const known = charters.hasOwnProperty(portal);
  const [version = '', controller = portal] = known ? charters[portal] : [];
  const base = (script?.src || page.href).replace(/[^/]*([?#].*)?$/, '');
  const charter = attribute('charter', isHTTP, 'an http(s) address');

  const categories = words('categories', CATEGORIES) ?? null;
  const exempt = words('exempt', TRACKERS) ?? [];
  const trackers = (words('trackers', TRACKERS) ?? []).filter((name) => !exempt.includes(name));
  const services = [...new Set(list('services',
    (word, i) => i < MAX_SERVICES && isService(word), `at most ${MAX_SERVICES} services`))];
  const asked = (name) => (categories ?? CATEGORIES).includes(categoryOf(name))
    && (CATEGORIES.includes(name) || trackers.includes(name));
  const builtIn = !charter && (known || everyPortal) ? `${base}charters/${portal}` : '';

  return {
    base,
    portal,
    controller: attribute('controller', (value) => !value[80], 'at most 80 characters')
      ?? controller,
    origin: /^https?:/.test(page.origin) ? page.origin : '',
    charter: charter ? new URL(charter, document.baseURI).href : builtIn && `${builtIn}.txt`,
    charterPage: builtIn && `${builtIn}.html`,
    version: attribute('version', (value) => VERSION.test(value), 'at most 32 of A-Z a-z 0-9 . _ -')
      ?? (charter ? '' : version),
    categories,
    trackers,
    exempt,
    services,
    asked,
    asks: setOf(asked),
    declared: Boolean(categories || trackers[0] || exempt[0]),
    integrations: words('integrations', ['consent-mode', 'matomo', 'datalayer']) ?? [],
    domain: attribute('domain', (value) => isAbove(value, page.hostname),
      `${page.hostname} or a domain above it`)?.replace(/^\./, '').toLowerCase() ?? '',
    get gpc() { return navigator.globalPrivacyControl === true; },
    secure: page.protocol === 'https:',
    load: /** @type {Config['load']} */ (oneOf('load', 'intent', 'idle')),
    theme: /** @type {Config['theme']} */ (oneOf('theme', 'auto', 'light', 'dark')),
    module: createModules(base, script?.integrity),
  };
}

/** @param {string|undefined} value @returns {string[]|undefined} */
const split = (value) => value?.split(/\s+/);

/** Whether an address, resolved against the page, is http(s). */
export function isHTTP(value) {
  try {
    return Boolean(value) && /^https?:$/.test(new URL(value, document.baseURI).protocol);
  } catch {
    return false;
  }
}

/** Whether a browser would accept a cookie with this Domain from a page of the host. */
function isAbove(value, host) {
  const domain = value.replace(/^\./, '').toLowerCase();
  return `.${host}`.endsWith(`.${domain}`);
}
