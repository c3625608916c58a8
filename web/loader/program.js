import { defineGo } from 'virtual:wasm-exec';
import { createHost } from './host.js';
import { createSandbox } from './sandbox.js';
import { putUpElement } from './element.js';

/**
 * The Go program: fetched and run at most once, again only after a failure.
 *
 * @param {object} parts
 * @param {import('./config.js').Config} parts.config
 * @param {ReturnType<import('./choice.js').createChoice>} parts.choice
 * @param {string} parts.wasmFile its name, beside the script
 * @param {() => Promise<void>} parts.bodyParsed
 * @param {(code: string, message: string) => void} parts.report
 */
export function createProgram({ config, choice, wasmFile, bodyParsed, report }) {
  /** What the page asked for before the program ran. @type {string[]} */
  const waiting = [];
  /** @type {((request: string) => void)|null} */
  let answer = null;
  let running = false;

  function start() {
    if (running) return;
    running = true;
    if (!config.charter) {
      report('portal_unknown', `${config.portal}: no charter is built in for this portal and `
        + 'data-charter is absent; the standard charter is shown');
    }
    run().catch((error) => report('program', String(error?.message ?? error))).finally(() => {
      running = false;
      answer = null;
    });
  }

  /** Runs the program until it ends, which it never does by itself: it throws then. */
  async function run() {
    const url = config.base + wasmFile;
    const printed = [];
    let page = null;
    try {
      const [module] = await Promise.all([compile(url), bodyParsed()]);
      page = putUpElement();
      const { shadow } = page;
      const sandbox = createSandbox({
        ...page,
        print: (line) => void (printed.length < 20 && printed.push(line)),
        host: createHost({
          config,
          report,
          changed: () => choice.refresh(),
          focusLost: () => !shadow.activeElement
            && [null, document.body].includes(/** @type {HTMLElement} */ (document.activeElement)),
          onRequest(callback) {
            answer = callback;
            for (const request of waiting.splice(0)) callback(request);
          },
        }),
      });
      const go = new (defineGo(sandbox))();
      go.exit = () => {};
      await go.run(await WebAssembly.instantiate(module, go.importObject));
      throw new Error(`the program ended: ${printed.find(Boolean) ?? 'it said nothing'}`);
    } finally {
      page?.element.remove(); // nothing that no longer answers stays in the way
    }
  }

  return {
    start,
    /** Hands what the page asks for to the program, which is started for it. */
    request(name) {
      if (answer) answer(name);
      else {
        waiting.push(name);
        start();
      }
    },
  };
}

/**
 * @param {string} url
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(url) {
  if (typeof WebAssembly !== 'object') throw new Error('this browser runs no WebAssembly');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP status ${response.status}, expected 200`);
  // Hosts that do not know the type send another one, which streaming refuses.
  const streams = WebAssembly.compileStreaming
    && response.headers.get('content-type') === 'application/wasm';
  return streams
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
