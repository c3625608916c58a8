/**
 * The catalogue of services, for gates that name one or whose address tells it. It is fetched where
 * there is such a gate.
 */
import { services } from 'virtual:build';
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

function entry(found) {
  if (!found) return undefined;
  const [id, name] = found;
  const category = Object.keys(services).find((each) => services[each].includes(found));
  return { id, name, category };
}
