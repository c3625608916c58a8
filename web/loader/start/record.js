/**
 * Fills the one record that Go rendered when the banner was built: Go alone decides what
 * a record looks like. The build runs this module, and fails unless every fill is what
 * Go's preferences.Encode writes.
 */
import { categoryOf, isIn, NAMES, setOf } from './cookie.js';

/** What is filled in the template, where it has the form of real values. */
const SERVICE = '%22service%22%3Atrue%2C';
const CHARTER = '%22charter%22%3A%22VERSION%22%2C';
const ASKED = '%22asked%22%3A511%2C';
const TIME = '1234567890123';

/**
 * Returns the cookie's value for a choice. What the page doesn't ask about is refused; the
 * trackers follow the statistics where none is declared, but for the exempt ones. The services
 * are in the page's order.
 *
 * @param {string} template a record that allows everything, as Go rendered it
 * @param {import('./config.js').Config} config
 * @param {(name: string) => boolean} allows whether a category, a tracker or a service is allowed
 * @param {number} time ms since 1970
 * @param {number} [asked] what the visitor has answered: an objection is an answer, too
 */
export function fillRecord(
  template, { version, asks, declared, trackers, exempt, services }, allows, time,
  asked = asks | setOf((name) => exempt.includes(name) && !allows(name)),
) {
  const allowed = (name) => {
    if (exempt.includes(name)) return allows(name);
    const own = trackers.length ? name : categoryOf(name);
    return name === NAMES[0] || (isIn(asks, own) || services.includes(name)) && allows(own);
  };
  return template
    .replace(SERVICE, services.map((name) => SERVICE.replace('service', name)).join(''))
    .replace(/%22([\w-]+)%22%3Atrue/g, (member, name) => (
      allowed(name) ? member : member.replace('true', 'false')))
    .replace(CHARTER, version && CHARTER.replace('VERSION', version))
    .replace(ASKED, declared ? ASKED.replace('511', String(asked)) : '')
    .replace(TIME, String(time));
}
