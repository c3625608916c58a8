/**
 * The catalogue of services, for gates that name a service or whose address does. It is fetched
 * where there is such a gate.
 */
import { services } from 'virtual:build';
import { CATEGORIES } from '../start/cookie.js';
import { serviceOf } from './services.js';

/**
 * A service of the catalogue.
 *
 * @typedef {object} Entry
 * @property {string} id the word for it in attributes
 * @property {string} name as its maker writes it
 * @property {string} category that it belongs to
 */

const all = Object.values(services).flat();

/** The service that content belongs to. @param {string|null} address @returns {Entry|undefined} */
export const at = (address) => entry(address && serviceOf(all, new URL(address, document.baseURI)));

/** The service of a word. @param {string} word @returns {Entry|undefined} */
export const named = (word) => entry(all.find(([id]) => id === word));

/**
 * The service of a word that the page declares: one that the catalogue doesn't know is the page's
 * own, a third party's. ../dialog/services.js has the same rule.
 * @param {string} word @returns {Entry}
 */
export const declared = (word) =>
  named(word) ?? { id: word, name: word, category: CATEGORIES[2] };

function entry(found) {
  if (!found) return undefined;
  const [id, name] = found;
  const category = Object.keys(services).find((each) => services[each].includes(found));
  return { id, name, category };
}
