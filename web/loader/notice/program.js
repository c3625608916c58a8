import { goFile } from 'virtual:build';

/** For how long what was asked for, or chosen, may be on its way without a word, in ms. */
const PATIENCE = 1e4;

/** The notice's controls for what can be asked for. */
const CONTROLS = { open: 'cookies-customize', charter: 'cookies-read-charter' };

/**
 * The Go program: fetched and run at most once, again only after a failure.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('./page.js').createPage>} parts.page
 * @param {ReturnType<import('./journal.js').createJournal>} parts.journal
 * @param {() => void} parts.taken called when the program has taken the page over
 * @param {() => void} parts.lost called when it ended after that
 * @param {(text: 'unavailable'|'saved'|'later'|'lost') => void} parts.failed called when what was asked for,
 *   or chosen, does not come, or not yet
 * @param {() => Promise<void>} parts.bodyParsed
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what the choice no longer allows
 */
export function createProgram({ config, choice, page, journal, taken, lost, failed, bodyParsed, report, stale }) {
  /** What the page asked for before the program ran. @type {Set<string>} */
  const waiting = new Set();
  /** @type {((request: string) => void)|null} */
  let answer = null;
  let running = false;
  let mounting = false;
  /** Whether it has failed: it is tried again when the visitor asks, no longer ahead of that. */
  let ended = false;
  /** Whether it has recorded a choice since it was last asked for something. */
  let recorded = false;
  /** @type {number|undefined} */
  let timer;

  /**
   * Tells the visitor that what they asked for, or chose, does not come, or not yet. What
   * was asked for and may still come is shown then only to who has chosen: it takes away a
   * notice that no longer asks.
   */
  function tell(asked, late) {
    if (!late || !choice.get()) waiting.clear();
    if (asked) failed(recorded && choice.get() ? 'saved' : 'unavailable');
    else if (journal.get()[0]) failed(journal.lasts() ? 'later' : 'lost');
  }

  /**
   * Runs the program; has it record what the journal holds if it runs already.
   * @param {boolean} [reached] the visitor may want it: not to try again what has failed
   */
  function start(reached) {
    if (answer) request('record');
    if (reached && (ended || running)) return;
    clearTimeout(timer); // of a line that stalls: what comes after that is welcome all the same
    timer = setTimeout(() => { if (!mounting) tell(waiting.size, true); }, PATIENCE);
    if (running) return;
    running = true;
    run().catch((error) => {
      clearTimeout(timer);
      const taken = answer;
      answer = null;
      running = mounting = false;
      ended = true;
      report('program', error);
      if (taken) lost(); // until then the notice is the loader's, and may be under a finger
      tell(taken || waiting.size);
    });
  }

  /** Runs the program until it ends, which it never does by itself: it throws then. */
  async function run() {
    const { fetchProgram, runProgram } = await import(config.base + goFile);
    const [module] = await Promise.all([fetchProgram(config.base), bodyParsed()]);
    page.putUp(!choice.get() && !journal.get()[0]);
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
        page.busy();
        taken();
        answer = callback;
        // What was chosen since the program looked comes before what was asked for.
        for (const request of ['record', ...waiting]) callback(request);
        waiting.clear();
      },
    });
  }

  /** Hands what the page asks for to the program, which is started for it. */
  function request(name) {
    page.stay();
    recorded = false;
    if (answer) answer(name);
    else {
      waiting.add(name);
      page.busy(CONTROLS[name]);
      start();
    }
  }

  return {
    start,

    /** Forgets what was asked for and not yet answered. */
    forget() {
      waiting.clear();
    },

    /** Gives a program up that hears of nothing any more: it is started anew when it is needed. */
    drop() {
      if (!mounting) return;
      answer = null;
      running = mounting = false;
    },

    /** Whether the element is the program's, or about to be: it must stay. */
    mounts: () => mounting,

    /** Whether the program has taken the page over. */
    runs: () => answer !== null,

    request,
  };
}
