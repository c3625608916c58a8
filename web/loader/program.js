import { goFile } from 'virtual:build';

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
 * @param {(text: 'unavailable'|'later') => void} parts.failed called when what was asked for, or
 *   chosen, does not come, or not yet
 * @param {() => Promise<void>} parts.bodyParsed
 * @param {(code: string, message: string) => void} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what the choice no longer allows
 */
export function createProgram({ config, choice, page, journal, taken, lost, failed, bodyParsed, report, stale }) {
  /** What the page asked for before the program ran. @type {string[]} */
  let waiting = [];
  /** @type {((request: string) => void)|null} */
  let answer = null;
  let running = false;
  let mounting = false;
  let ended = false;

  /**
   * Runs the program; has it record what the journal holds if it runs already.
   * @param {boolean} [reached] the visitor may want it: not to try again what has failed
   */
  function start(reached) {
    if (answer) request('record');
    if (running || (reached && ended)) return;
    running = true;
    run().catch((error) => {
      const asked = answer || waiting.length;
      const mounted = mounting;
      answer = null;
      running = mounting = false;
      ended = true;
      waiting = [];
      report('program', String(error));
      if (mounted) lost();
      if (asked) failed('unavailable');
      else if (journal.get().length) failed('later');
    });
  }

  /** Runs the program until it ends, which it never does by itself: it throws then. */
  async function run() {
    const { fetchProgram, runProgram } = await import(config.base + goFile);
    const [module] = await Promise.all([fetchProgram(config.base), bodyParsed()]);
    page.putUp(!choice.get() && !journal.get().length);
    mounting = true;
    await runProgram(module, {
      config,
      choice,
      page,
      journal,
      report,
      stale,
      onRequest(callback) {
        page.busy(null);
        taken();
        answer = callback;
        // What was chosen since the program looked comes before what was asked for.
        for (const request of ['record', ...waiting.splice(0)]) callback(request);
      },
    });
  }

  /** Hands what the page asks for to the program, which is started for it. */
  function request(name) {
    page.stay();
    if (answer) answer(name);
    else {
      if (!waiting.includes(name)) waiting = [...waiting, name];
      page.busy(CONTROLS[name]);
      start();
    }
  }

  return {
    start,

    /** Forgets what was asked for and not yet answered. */
    forget() {
      waiting = [];
    },

    /** Whether the element is the program's, or about to be: it must stay. */
    mounts: () => mounting,

    /** Whether the program has taken the page over. */
    runs: () => answer !== null,

    request,
  };
}
