/** How long after each of two failures a module is fetched again, in ms. */
const AGAIN = 1500;

/**
 * Fetches the modules of a folder, each once. One that fails to load is fetched again, for the
 * reasons of ../program/retry.js, which is too large for what every visit fetches.
 *
 * @param {string} base the folder
 * @param {string} [integrity] of the script: then an import map may have the modules' digests, for
 *   these very addresses
 * @returns {(file: string) => Promise<any>} rejects with a text; the next call tries again
 */
export function createModules(base, integrity) {
  /** @type {Record<string, Promise<any>>} */
  const modules = {};
  return (file) => {
    const again = () => new Promise((resolve) => {
      // Firefox keeps what failed: it needs another address.
      setTimeout(() => resolve(import(base + file + (integrity ? '' : `?${Date.now()}`))), AGAIN);
    });
    return modules[file] ??= import(base + file).catch(again).catch(again).catch((error) => {
      delete modules[file];
      throw file + ': ' + error; // Safari doesn't say which
    });
  };
}
