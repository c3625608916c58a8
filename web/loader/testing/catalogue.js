/** The catalogue of services, for tests: the build gives the loader parts of it. */
import { readFileSync } from 'node:fs';
import { NAMES } from '../start/cookie.js';

const folder = new URL('../../../banner/preferences/', import.meta.url);

/** A file beside the catalogue. @param {string} name */
export const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export const services = read('services.json');

/**
 * The cookies that services keep on the portal's own host, by the tracker or the category whose
 * refusal deletes them, and by the service.
 * @type {Record<string, Record<string, string[]>>}
 */
export const cookies = {};
for (const { id, category, cookies: own = [] } of services) {
  const by = NAMES.includes(id) ? id : category;
  for (const { name, party } of own) {
    if (party === 'first') ((cookies[by] ??= {})[id] ??= []).push(name);
  }
}
