// The browser's members that the loader's modules use, as far as they use them.

// goja's own accepts some invalid JSON; isJSON is Go's.
const parse = JSON.parse;
JSON.parse = (text) => {
  if (!isJSON(String(text))) throw new SyntaxError('invalid JSON');
  return parse(text);
};

const location = { href: '', hostname: '', origin: '', protocol: '' };
const navigator = {};

const functions = {
  readChoice(line, time, version, asks, services) {
    const read = loader.readChoice(line, time, version, asks, services ?? []);
    // A record has no prototype: JSON holds all of it.
    return { Record: read && read.record, Value: read && read.value };
  },

  setCookie: (value, age, secure, domain) => loader.setCookie(value, age, secure, domain),

  readConfig(page, src, attributes) {
    const [origin, protocol, hostname] = /^([a-z]+:)\/\/([^/:]*)/.exec(page); // no port
    Object.assign(location, { href: page, hostname, protocol, origin });
    const getAttribute = (name) => attributes[name] ?? null;
    const reports = [];
    const config = loader.readConfig({ src, getAttribute }, {
      charters: { 'built.example': ['abcd1234', 'Ville'] },
      report: (code, message) => reports.push(message),
    });
    // The origin would need the browser's URL.
    const { asks, categories, trackers, exempt, base, domain } = config;
    return { asks, categories, trackers, exempt, base, domain, reports };
  },
};

/** Calls a function by its name. Its arguments and its result are JSON. */
var ask = (name, text) => JSON.stringify(functions[name](...parse(text))) ?? 'null';
