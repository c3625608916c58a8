import { defineGo } from 'virtual:wasm-exec';
import { createSandbox } from './sandbox.js';

/**
 * The half of the loader that comes with the program, in a file of its own.
 *
 * @param {WebAssembly.Module} module
 * @param {Parameters<typeof createSandbox>[0]} sandbox
 * @returns {Promise<void>} when the program has ended, which it never does by itself
 */
export async function runGo(module, sandbox) {
  const go = new (defineGo(createSandbox(sandbox)))();
  go.exit = () => {};
  try {
    await go.run(await WebAssembly.instantiate(module, go.importObject));
  } finally {
    go._resume = () => {}; // a late event must not throw in the portal's console
  }
}
