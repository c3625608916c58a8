/**
 * The half of the loader that comes with the program, in a file of its own.
 */
import { builtIn, everyPortal } from 'virtual:build';
import { defineGo } from 'virtual:wasm-exec';
import stylesheet from '../../styles/dialog.css';
import { adopt } from './adopt.js';
import { createHost } from './host.js';
import { printCharter } from './print.js';
import { createSandbox } from './sandbox.js';

export { fetchProgram } from './wasm.js';

/**
 * Runs the program in the page, where it takes over the notice that is there. It
 * throws when the program ends, which it never does by itself.
 *
 * @param {WebAssembly.Module} module
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('../notice/page.js').createPage>} parts.page
 * @param {ReturnType<import('../notice/journal.js').createJournal>} parts.journal
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what the choice no longer allows
 * @param {() => void} parts.recorded called when the program has recorded a choice
 * @param {(answer: (request: string) => void) => void} parts.onRequest called when the
 *   program has taken the page over, with the function that hands it a request
 */
export async function runProgram(module, { config, choice, page, journal, report, stale, recorded, onRequest }) {
  if (!config.charter) {
    report('portal_unknown', `${config.portal}: no charter is built in for this portal and data-charter is absent; `
      + 'the standard charter is shown');
  }
  const adoption = adopt(page.mount);
  const printed = [];
  const go = new (defineGo(createSandbox({
    page,
    adoption,
    print: (line) => void (printed.length < 20 && printed.push(line)),
    host: createHost({
      config: frozen({ ...config, charterPage: charterPage(config) }),
      report,
      journal: journal.get,
      changed(kept) {
        journal.clear();
        choice.kept(kept);
        choice.refresh();
        if (kept) recorded();
        return stale();
      },
      focusLost() {
        const lost = () => !page.shadow.activeElement && (!document.activeElement || document.activeElement === document.body);
        try {
          if (lost()) page.opener?.focus();
        } catch {
          // The page has made it another thing: the program must not end by it.
        }
        page.opener = undefined;
        return lost();
      },
      onRequest(callback) {
        // What waits is recorded by now: nothing before that shows a dialog.
        page.dress(stylesheet);
        printCharter(() => Boolean(page.shadow?.querySelector('.dialog .charter')));
        adoption.end();
        onRequest(callback);
      },
    }),
  })))();
  go.exit = () => {};
  try {
    await go.run(await WebAssembly.instantiate(module, go.importObject));
  } finally {
    // A late event must not throw in the portal's console, nor a late timer try for ever.
    go._resume = () => go._scheduledTimeouts.clear();
    adoption.release();
  }
  throw new Error(`the program ended: ${printed.find(Boolean) ?? 'it said nothing'}`);
}

/** A copy of the configuration, and of its lists, that the program cannot change: what is fetched hangs on it. */
function frozen(config) {
  const copy = Object.entries(config).map(([name, value]) => [name, Array.isArray(value) ? Object.freeze([...value]) : value]);
  return Object.freeze(Object.fromEntries(copy));
}

/**
 * The address of the charter as a page of its own: there is one beside each
 * charter that is built in.
 *
 * @param {import('../start/config.js').Config} config
 */
function charterPage({ base, charter, portal }) {
  const own = charter === `${base}charters/${portal}.txt` && (everyPortal || builtIn.includes(portal));
  return own ? charter.replace(/txt$/, 'html') : '';
}
