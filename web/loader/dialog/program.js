import { goFile } from 'virtual:build';

/** How long, in ms, a charter may wait for the program before the visitor is told. */
const PATIENCE = 1e4;

/**
 * The Go program, which takes the open dialog over. It is run at most once at a time, and
 * again only after a failure.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../notice/page.js').createPage>} parts.page
 * @param {ReturnType<import('./charter.js').createCharter>} parts.charter
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.isOpen whether there is a dialog to take over
 * @param {(text: Uint8Array|null) => object} parts.handOver gives the dialog up, in the very
 *   task in which the program takes it, and returns what it shows: see ../program/host.js
 * @param {() => void} parts.takeBack called when the program ended after that
 * @param {() => void} parts.late called when a charter waits for too long, or in vain
 * @param {object} parts.host what else the program needs: see ../program/host.js
 */
export function createProgram({
  config, page, charter, report, isOpen, handOver, takeBack, late, host,
}) {
  /** @type {'idle'|'fetching'|'ready'|'starting'|'running'|'failed'} */
  let state = 'idle';
  /** The module that runs it. @type {typeof import('../program/go.js')|undefined} */
  let go;
  /** @type {WebAssembly.Module|undefined} */
  let module;
  /** The charter's text, once it is fetched. @type {Promise<Uint8Array|null>|null} */
  let text = null;
  /** Hands a request to the program. @type {((request: string) => void)|null} */
  let answer = null;
  /** The requests made while it starts. @type {string[]} */
  let waiting = [];

  async function fetchParts() {
    go = await import(config.base + goFile);
    if (isOpen()) fetchText();
    module = await go.fetchProgram(config.base);
  }

  /** Fetches the charter beside the program, but not ahead: it may be on another host. */
  function fetchText() {
    text ??= config.charter ? go.fetchCharter(config.charter) : Promise.resolve(null);
    text.catch(() => {}); // the program reports it, if it has to show this charter
  }

  async function start() {
    try {
      if (state === 'idle' || state === 'failed') {
        state = 'fetching';
        await fetchParts();
        state = 'ready';
      }
      if (state === 'ready' && isOpen()) await run();
    } catch (error) {
      const tookOver = state === 'running';
      state = 'failed';
      answer = text = null;
      waiting = [];
      report('program', error);
      if (tookOver) takeBack();
      late();
    }
  }

  /** Runs the program until it ends, which is always a failure: it throws then. */
  async function run() {
    state = 'starting';
    fetchText();
    const { rendered } = charter;
    const shown = rendered && await text; // the program's first rendering must have it too
    if (!isOpen()) {
      state = 'ready';
      return;
    }
    await go.runProgram(module, page, () => {
      if (charter.rendered !== rendered) throw new Error('the charter came at the same time');
      state = 'running';
      return { ...host, text, start: handOver(shown), onRequest };
    });
  }

  /** The program has taken the dialog over. @param {(request: string) => void} callback */
  function onRequest(callback) {
    page.markProgram();
    answer = callback;
    for (const request of waiting.splice(0)) answer(request);
  }

  return {
    /** Fetches it ahead, unless it has failed. */
    prefetch() {
      if (state === 'idle') start();
    },

    /** Has it take over the dialog, which is open. */
    start() {
      if (!charter.rendered) setTimeout(late, PATIENCE);
      if (go) fetchText();
      start();
    },

    /** Whether the dialog is the program's. */
    isRunning: () => state === 'running',

    /** @param {'open'|'charter'|'close'|'read'} name */
    request(name) {
      if (answer) answer(name);
      else waiting.push(name);
    },
  };
}
