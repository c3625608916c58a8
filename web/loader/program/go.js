/**
 * Runs the Go program: the bundle that is fetched with it.
 */
import { defineGo } from 'virtual:wasm-exec';
import { createHost } from './host.js';
import { hydrate } from './hydrate.js';
import { createDocument, createSandbox } from './sandbox.js';

export { fetchCharter } from './charter.js';
export { fetchProgram } from './wasm.js';

/**
 * Runs the program, which takes over what is drawn in the page's place. It throws when
 * the program ends, which is always a failure.
 *
 * @param {WebAssembly.Module} module
 * @param {ReturnType<import('../notice/page.js').createPage>} page
 * @param {() => Parameters<typeof createHost>[0]} handOver called in the very task in which
 *   the program takes over: until then the visitor uses the dialog without it
 */
export async function runProgram(module, page, handOver) {
  const printed = [];
  const sandbox = createSandbox((line) => void (printed.length < 20 && printed.push(line)));
  const go = new (defineGo(sandbox))();
  go.exit = () => {};
  const instance = await WebAssembly.instantiate(module, go.importObject);
  const host = createHost(handOver());
  const goBack = placeOf(page);
  const hydration = hydrate(page.place);
  sandbox.document = createDocument(page.shadow, hydration);
  sandbox.cookiesPreferencesHost = {
    ...host,
    onRequest(callback) {
      hydration.end();
      goBack();
      host.onRequest(callback);
    },
  };
  try {
    await go.run(instance);
  } finally {
    // A late event must not throw on the portal's console, nor a late timer retry for ever.
    go._resume = () => go._scheduledTimeouts.clear();
    hydration.release();
  }
  throw new Error(`the program ended: ${printed.find(Boolean) ?? 'it said nothing'}`);
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
