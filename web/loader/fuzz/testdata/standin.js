// The browser's members that the loader's modules use, as far as they use them.

// goja's own accepts some invalid JSON; isJSON is Go's.
const parse = JSON.parse;
JSON.parse = (text) => {
  if (!isJSON(String(text))) throw new SyntaxError('invalid JSON');
  return parse(text);
};

let now = 0;
Date.now = () => now;

const stored = new Map();
const localStorage = {
  getItem: (key) => stored.get(String(key)) ?? null,
  setItem: (key, value) => void stored.set(String(key), String(value)),
  removeItem: (key) => void stored.delete(String(key)),
};
const addEventListener = () => {};

const location = { href: '', hostname: '', origin: '', protocol: '' };
const document = { baseURI: '' };
const navigator = {};

/**
 * Parses an address's scheme as the URL standard does: it ignores spaces and controls around
 * the address, and tabs and line breaks anywhere. Without a scheme, the base's counts.
 */
class URL {
  constructor(address, base) {
    const text = String(address).replace(/^[\0- ]+|[\0- ]+$/g, '').replace(/[\t\n\r]/g, '');
    const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text);
    this.protocol = scheme ? scheme[0].toLowerCase() : new URL(base, 'none:').protocol;
    const rest = scheme ? text.slice(scheme[0].length) : text;
    if (/^https?:$/.test(this.protocol) && /^[\\/]{2,}(?:[\s<>^|[\]]|$)/.test(rest)) {
      throw new TypeError('Invalid URL');
    }
    const escaped = [...rest].map((c) => {
      if (/[!-~]/.test(c)) return c;
      const lone = c.length === 1 && /[\ud800-\udfff]/.test(c);
      return encodeURIComponent(lone ? '\ufffd' : c);
    });
    this.href = (scheme ? this.protocol : base) + escaped.join('');
  }
}

const functions = {
  readChoice(line, time, version, asks) {
    const read = loader.readChoice(line, time, version, asks);
    // A record has no prototype: JSON holds all of it.
    return { Record: read && read.record, Value: read && read.value };
  },

  setCookie: (value, age, secure, domain) => loader.setCookie(value, age, secure, domain),

  journal(text, time, newest, trackers) {
    now = time;
    stored.clear();
    localStorage.setItem('cookies_preferences:journal', text);
    // The page asks about statistics, internal, third_party and the trackers.
    const names = ['ga', 'matomo', 'xiti', 'at', 'piano', 'eulerian'];
    const asks = names.reduce((set, name, i) => set | (trackers.includes(name) << (i + 3)), 0b111);
    const config = { version: '1', trackers, categories: null, asks };
    const journal = loader.createJournal(() => newest, config);
    return journal.get();
  },

  readConfig(page, src, attributes) {
    const [origin, protocol, hostname] = /^([a-z]+:)\/\/([^/:]*)/.exec(page); // no port
    Object.assign(location, { href: page, hostname, protocol, origin });
    document.baseURI = page;
    const getAttribute = (name) => (Object.hasOwn(attributes, name) ? attributes[name] : null);
    const script = { src, getAttribute };
    const reports = [];
    const codes = [];
    const config = loader.readConfig(script, {
      charters: { 'built.example': 'abcd1234' },
      report: (code, message) => { codes.push(code); reports.push(message); },
    });
    return { ...config, reports, codes };
  },
};

/** Calls a function by its name. Its arguments and its result are JSON. */
var ask = (name, text) => JSON.stringify(functions[name](...parse(text))) ?? 'null';
