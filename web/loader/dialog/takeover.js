import { goFile } from 'virtual:build';
import { afterPaint, whenQuiet } from '../start/events.js';

/** How long, in ms, a charter may wait for the program before a message says so. */
const PATIENCE = 1e4;

/**
 * The Go program, which takes the open dialog over. It is started at most once at a time,
 * and again only after a failure.
 *
 * @typedef {object} Dialog
 * @property {() => boolean} isOpen whether there is a dialog to take over
 * @property {(text: Uint8Array|null) => object} handOver gives the dialog up, in the very task
 *   in which the program takes it, and returns what it shows: see ../program/host.js
 * @property {() => void} takeBack called when the program ended after that
 * @property {() => void} late called when a charter waits for too long, or in vain
 *
 * @param {Dialog} dialog
 * @param {ReturnType<import('./charter.js').createCharter>} charter
 * @param {ReturnType<import('../notice/page.js').createPage>} page
 * @param {object} host what else the program needs: see ../program/host.js
 */
export function createTakeover(dialog, charter, page, host) {
  const { config, report } = host;
  /** @type {'idle'|'fetching'|'ready'|'starting'|'running'|'failed'} */
  let state = 'idle';
  /** The module that runs it. @type {typeof import('../program/go.js')|undefined} */
  let go;
  /** @type {WebAssembly.Module|undefined} */
  let module;
  /** The program, once it is started. */
  let program;
  /** The charter's text, once it is fetched. @type {Promise<Uint8Array|null>|null} */
  let text = null;
  /** Hands a request to the program. @type {((request: string) => void)|null} */
  let answer = null;
  /** @type {number|undefined} */
  let timer;

  /** Marks, for tests and for debugging, what the program does. @param {string} what */
  const mark = (what) => page.place?.setAttribute('data-program', what);

  async function fetchProgram() {
    state = 'fetching';
    // Fetching it keeps a phone busy, too; but a charter that only Go can read is awaited.
    await (config.charter && !config.charterPage ? new Promise(afterPaint) : pause());
    if (!dialog.isOpen() && host.choice.get()) { // chosen meanwhile
      state = 'idle';
      return;
    }
    go = await config.module(goFile);
    if (dialog.isOpen()) fetchText();
    module = await go.fetchProgram(config.base);
    state = 'ready';
  }

  /** Fetches the charter beside the program, but not ahead: it may be on another host. */
  function fetchText() {
    text ??= config.charter ? go.fetchCharter(config.charter) : Promise.resolve(null);
    text.catch(() => {}); // the program reports it, if it has to show this charter
  }

  async function start() {
    try {
      if (state === 'idle' || state === 'failed') await fetchProgram();
      if (state === 'ready' && dialog.isOpen()) await run();
    } catch (error) {
      const tookOver = state === 'running';
      state = 'failed';
      answer = text = program = null;
      report('program', error);
      if (tookOver) dialog.takeBack();
      mark(state);
      dialog.late();
    }
  }

  /** Runs the program until it ends, which is always a failure: it throws then. */
  async function run() {
    state = 'starting';
    fetchText();
    // This keeps a phone busy for a while, twice: not while the visitor uses the dialog.
    await quiet();
    if (!program) {
      program = await go.startProgram(module);
      mark('started');
      await quiet();
    }
    let shown = null; // the program's first rendering must have what is shown of the charter
    if (charter.settle()) {
      shown = await text.catch((error) => {
        throw new Error(`${config.charter}: ${error.message}`);
      });
    }
    if (!dialog.isOpen()) {
      state = 'ready';
      return;
    }
    state = 'running';
    mark('hydrating');
    await program.takeOver(
      page, { ...host, text, start: dialog.handOver(shown), onRequest });
  }

  /** Waits until the visitor presses nothing. */
  const pause = () => new Promise((quiet) => { whenQuiet(page.shadow, quiet); });

  /** Waits so, unless they wait for a charter. */
  async function quiet() {
    if (charter.rendered) await pause();
  }

  /** @param {(request: string) => void} callback */
  function onRequest(callback) {
    mark(state);
    answer = callback;
  }

  return {
    /** Fetches it ahead, unless it has failed. */
    prefetch() {
      if (state === 'idle') start();
    },

    /** Has it take over the dialog, which is open. */
    start() {
      clearTimeout(timer);
      if (!charter.rendered) timer = setTimeout(dialog.late, PATIENCE);
      if (go) fetchText();
      start();
    },

    /** Whether the dialog is the program's. */
    isRunning: () => state === 'running',

    /** @param {'open'|'charter'|'close'|'read'} name */
    request: (name) => answer?.(name),
  };
}
