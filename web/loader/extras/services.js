/**
 * Finds the service that an address belongs to, as Go's package
 * banner/preferences/services does; its testdata/addresses.json has the cases that test both.
 *
 * @typedef {[string, string, ...hosts: string[]]} Service two texts about it, then its hosts, which
 *   may go on with the start of a path
 */

/**
 * @param {Service[]} services
 * @param {URL} address
 * @returns {Service|undefined} the one with the longest host that fits
 */
export function serviceOf(services, { hostname, pathname }) {
  const name = `.${hostname.replace(/\.$/, '')}`; // a dot at the end is the root's
  const fits = (own) => {
    const [host, ...path] = own.split('/');
    return name.endsWith(`.${host}`)
      && `${pathname}/`.startsWith(['', ...path, ''].join('/'));
  };
  let found;
  let longest = 0;
  for (const service of services) {
    for (const host of service.slice(2)) {
      if (host.length <= longest || !fits(host)) continue;
      found = service;
      longest = host.length;
    }
  }
  return found;
}
