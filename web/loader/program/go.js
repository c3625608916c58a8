/**
 * Runs the Go program: the bundle that is fetched with it.
 */
import { defineGo } from 'virtual:wasm-exec';
import { createHost } from './host.js';
import { hydrate } from './hydrate.js';
import { createDocument, createSandbox } from './sandbox.js';
import { watchTranslation } from './translation.js';

export { fetchCharter } from './charter.js';
export { fetchProgram } from './wasm.js';

/**
 * Starts the program, which then waits until it is given the dialog. It ends only by a
 * failure.
 *
 * @param {WebAssembly.Module} module
 */
export async function startProgram(module) {
  const printed = [];
  const sandbox = createSandbox((line) => void (printed.length < 20 && printed.push(line)));
  const go = new (defineGo(sandbox))();
  go.exit = () => {};
  const instance = await WebAssembly.instantiate(module, go.importObject);
  /** Tells the program that it has the dialog. @type {(() => void)|undefined} */
  let begin;
  const host = { onHandOver(callback) { begin = callback; } };
  sandbox.cookiesPreferencesHost = host;
  const ended = run();
  ended.catch(() => {}); // takeOver reports it
  if (!begin) await ended;

  async function run() {
    try {
      await go.run(instance);
    } finally {
      // A late event must not throw on the portal's console, nor a late timer retry for ever.
      go._resume = () => go._scheduledTimeouts.clear();
    }
    throw new Error(`the program ended: ${printed.find(Boolean) ?? 'it said nothing'}`);
  }

  return {
    /**
     * Has the program take over what is drawn in the page's place, in this very task. It
     * throws when the program ends.
     *
     * @param {ReturnType<import('../notice/page.js').createPage>} page
     * @param {Parameters<typeof createHost>[0]} parts
     */
    async takeOver(page, parts) {
      const goBack = placeOf(page);
      const hydration = hydrate(page.place);
      sandbox.document = createDocument(page.shadow, hydration);
      Object.assign(host, createHost(parts), {
        onRequest(callback) {
          hydration.end();
          watchTranslation(page.place);
          goBack();
          parts.onRequest(callback);
        },
      });
      try {
        begin();
        await ended;
      } finally {
        hydration.release();
      }
    },
  };
}

/**
 * Returns what leads the visitor back to where they are in the dialog: nodes are replaced where
 * something has changed them, such as a translation.
 */
function placeOf({ shadow }) {
  const focused = shadow.activeElement?.id;
  const open = [...shadow.querySelectorAll('details[open] > summary')].map(({ id }) => id);
  return () => {
    for (const id of open) shadow.getElementById(id)?.parentNode.setAttribute('open', '');
    if (focused && shadow.activeElement?.id !== focused) shadow.getElementById(focused)?.focus();
  };
}
