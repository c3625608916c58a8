// What the loader's modules ask a browser for, as far as they ask it: each stands
// in for what its name says, and gives what a browser gives.

// goja's own takes some of what is no JSON; Go says what is.
const parse = JSON.parse;
JSON.parse = (text) => {
  if (!isJSON(String(text))) throw new SyntaxError('no JSON');
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
 * An address as the URL standard reads it, as far as its scheme goes: spaces and
 * controls around it do not count, nor tabs and line breaks anywhere. What has no
 * scheme is relative, and so of the base's.
 */
class URL {
  constructor(address, base) {
    const text = String(address).replace(/^[\0- ]+|[\0- ]+$/g, '').replace(/[\t\n\r]/g, '');
    const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text);
    this.protocol = scheme ? scheme[0].toLowerCase() : new URL(base, 'none:').protocol;
    const rest = scheme ? text.slice(scheme[0].length) : text;
    if (/^https?:$/.test(this.protocol) && /^[\\/]{2,}(?:[\s<>^|[\]]|$)/.test(rest)) throw new TypeError('Invalid URL');
    const escaped = [...rest].map((c) => (/[!-~]/.test(c) ? c : encodeURIComponent(/[\ud800-\udfff]/.test(c) && c.length === 1 ? '\ufffd' : c)));
    this.href = (scheme ? this.protocol : base) + escaped.join('');
  }
}

const functions = {
  readChoice(line, time, version, asks) {
    const read = loader.readChoice(line, time, version, asks);
    // A record has no prototype, and must say no more than its keys do.
    return { Record: read && read.record, Value: read && read.value };
  },

  setCookie: (value, age, secure, domain) => loader.setCookie(value, age, secure, domain),

  journal(text, time, newest, trackers) {
    now = time;
    stored.clear();
    localStorage.setItem('cookies_preferences:journal', text);
    // Asked about: statistics, internal, third_party, and the trackers.
    const names = ['statistics', 'internal', 'third_party', 'ga', 'matomo', 'xiti', 'at', 'piano', 'eulerian'];
    const asks = names.reduce((set, name, i) => (i < 3 || trackers.includes(name) ? set | (1 << i) : set), 0);
    const journal = loader.createJournal(() => newest, { version: '1', trackers, categories: null, asks });
    return journal.get();
  },

  readConfig(page, src, attributes) {
    const [, protocol, hostname] = /^([a-z]+:)\/\/([^/:]*)/.exec(page);
    Object.assign(location, { href: page, hostname, protocol, origin: /^[a-z]+:\/\/[^/]*/.exec(page)[0] });
    document.baseURI = page;
    const script = { src, getAttribute: (name) => (Object.hasOwn(attributes, name) ? attributes[name] : null) };
    const reports = [];
    const codes = [];
    const config = loader.readConfig(script, {
      charters: { 'built.example': 'abcd1234' },
      report: (code, message) => { codes.push(code); reports.push(message); },
    });
    return { ...config, reports, codes };
  },
};

/** Calls a function by its name; what it takes and gives is JSON. */
var ask = (name, text) => JSON.stringify(functions[name](...parse(text))) ?? 'null';
