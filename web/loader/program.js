import { goFile, prerendered, wasmFile } from 'virtual:build';
import { createHost } from './host.js';

/** The notice's controls for what can be asked for. */
const CONTROLS = { open: 'cookies-customize', charter: 'cookies-read-charter' };

/**
 * The Go program: fetched and run at most once, again only after a failure.
 *
 * @param {object} parts
 * @param {import('./config.js').Config} parts.config
 * @param {ReturnType<import('./choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('./page.js').createPage>} parts.page
 * @param {ReturnType<import('./journal.js').createJournal>} parts.journal
 * @param {() => void} parts.taken called when the program has taken the page over
 * @param {() => void} parts.lost called when it ended after that
 * @param {() => Promise<void>} parts.bodyParsed
 * @param {(code: string, message: string) => void} parts.report
 */
export function createProgram({ config, choice, page, journal, taken, lost, bodyParsed, report }) {
  /** What the page asked for before the program ran. @type {string[]} */
  let waiting = [];
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
    run().catch((error) => {
      const ran = answer;
      const asked = waiting.length > 0;
      answer = null;
      running = false;
      waiting = [];
      report('program', String(error?.message ?? error));
      if (ran) lost();
      if (ran || asked) fail();
    });
  }

  /** Tells the visitor that what they asked for does not come. */
  function fail() {
    page.putUp(!choice.get());
    page.busy(null);
    page.tell(prerendered.texts.unavailable);
  }

  /** Runs the program until it ends, which it never does by itself: it throws then. */
  async function run() {
    const [module, { runGo }] = await Promise.all([
      compile(config.base + wasmFile),
      import(config.base + goFile),
      bodyParsed(),
    ]);
    page.putUp(!choice.get() && !journal.get());
    const adoption = page.handOver();
    const printed = [];
    const sandbox = {
      page,
      adoption,
      print: (line) => void (printed.length < 20 && printed.push(line)),
      host: createHost({
        config,
        report,
        journal: () => [journal.get()].filter(Boolean),
        changed(kept) {
          journal.clear();
          choice.kept(kept);
          choice.refresh();
        },
        focusLost: page.focusLost,
        onRequest(callback) {
          adoption.end();
          page.busy(null);
          taken();
          answer = callback;
          for (const request of waiting.splice(0)) callback(request);
        },
      }),
    };
    try {
      await runGo(module, sandbox);
    } finally {
      adoption.end();
    }
    throw new Error(`the program ended: ${printed.find(Boolean) ?? 'it said nothing'}`);
  }

  return {
    start,

    /** Forgets what was asked for and not yet answered. */
    forget() {
      waiting = [];
    },

    /** Whether the program has taken the page over. */
    runs: () => answer !== null,

    /** Hands what the page asks for to the program, which is started for it. */
    request(name) {
      page.stay();
      if (answer) answer(name);
      else {
        if (!waiting.includes(name)) waiting.push(name);
        page.busy(CONTROLS[name]);
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
  const response = await fetch(url).catch((error) => {
    throw new Error(`${url} cannot be fetched (${error.message}): no line, a policy, or another host `
      + 'without Access-Control-Allow-Origin');
  });
  if (!response.ok) throw new Error(`${url}: HTTP status ${response.status}, expected 200`);
  // Hosts that do not know the type send another one, which streaming refuses.
  const streams = WebAssembly.compileStreaming
    && response.headers.get('content-type') === 'application/wasm';
  return streams
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
