import { goFile } from 'virtual:build';

/** How long, in ms, a request or a choice may wait for the program before the visitor is told. */
const PATIENCE = 1e4;

/** The notice's control for each request. */
const CONTROLS = { open: 'cookies-customize', charter: 'cookies-read-charter' };

/**
 * The Go program: fetched and run at most once, and again only after a failure.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('./page.js').createPage>} parts.page
 * @param {ReturnType<import('./journal.js').createJournal>} parts.journal
 * @param {() => void} parts.tookOver called when the program has hydrated the notice
 * @param {() => void} parts.lost called when it ended after that
 * @param {(text: 'unavailable'|'saved'|'later'|'lost') => void} parts.failed called when a
 *   request or a choice fails, or is late
 * @param {() => Promise<void>} parts.bodyParsed
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what is no longer allowed
 */
export function createProgram({
  config, choice, page, journal, tookOver, lost, failed, bodyParsed, report, stale,
}) {
  /** Requests made before the program ran. @type {Set<string>} */
  const waiting = new Set();
  /** Hands a request to the running program. @type {((request: string) => void)|null} */
  let answer = null;
  let running = false;
  let mounting = false;
  /** Whether it has failed: then it is fetched again on request, no longer ahead of one. */
  let ended = false;
  /** Whether it has recorded a choice since its last request. */
  let recorded = false;
  /** @type {number|undefined} */
  let timer;

  /**
   * Tells the visitor that a request or a choice has failed, or is late. A late request
   * stays pending only if the visitor has chosen: answering it would hide a notice that
   * still asks.
   */
  function notify(requested, late) {
    if (!late || !choice.get()) waiting.clear();
    if (requested) failed(recorded && choice.get() ? 'saved' : 'unavailable');
    else if (journal.get()[0]) failed(journal.persists() ? 'later' : 'lost');
  }

  /**
   * Runs the program; if it runs already, has it record what the journal holds.
   * @param {boolean} [ahead] nothing was requested yet: a failed program isn't tried again
   */
  function start(ahead) {
    if (answer) request('record');
    if (ahead && (ended || running)) return;
    clearTimeout(timer); // of an earlier request; a slow program is still welcome later
    timer = setTimeout(() => { if (!mounting) notify(waiting.size, true); }, PATIENCE);
    if (running) return;
    running = true;
    run().catch((error) => {
      clearTimeout(timer);
      const tookOver = answer;
      answer = null;
      running = mounting = false;
      ended = true;
      report('program', error);
      if (tookOver) lost(); // before that the notice is the loader's, and may be in use
      notify(tookOver || waiting.size);
    });
  }

  /** Runs the program until it ends, which is always a failure: it throws then. */
  async function run() {
    const { fetchProgram, runProgram } = await import(config.base + goFile);
    const [module] = await Promise.all([fetchProgram(config.base), bodyParsed()]);
    page.mount(!choice.get() && !journal.get()[0]);
    mounting = true;
    await runProgram(module, {
      config,
      choice,
      page,
      journal,
      report,
      stale,
      recorded: () => { recorded = true; },
      onRequest(callback) {
        page.setBusy();
        tookOver();
        answer = callback;
        // A choice made since the program read the journal comes before the requests.
        for (const request of ['record', ...waiting]) callback(request);
        waiting.clear();
      },
    });
  }

  /** Hands a request to the program, starting it if needed. */
  function request(name) {
    page.reattach();
    recorded = false;
    if (answer) answer(name);
    else {
      waiting.add(name);
      page.setBusy(CONTROLS[name]);
      start();
    }
  }

  return {
    start,

    /** Drops the requests that wait. */
    forget() {
      waiting.clear();
    },

    /** Gives up a program that has lost its listeners; the next request starts another. */
    abandon() {
      if (!mounting) return;
      answer = null;
      running = mounting = false;
    },

    /** Whether the element is the program's, or about to be: then it must stay. */
    mounted: () => mounting,

    /** Whether the program has hydrated the notice. */
    running: () => answer !== null,

    request,
  };
}
