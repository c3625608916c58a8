/**
 * The half of the loader that is fetched with the program.
 */
import { builtIn, everyPortal } from 'virtual:build';
import { defineGo } from 'virtual:wasm-exec';
import stylesheet from '../../styles/dialog.css';
import { hydrate } from './hydrate.js';
import { createHost } from './host.js';
import { printCharter } from './print.js';
import { createSandbox } from './sandbox.js';

export { fetchProgram } from './wasm.js';

/**
 * Runs the program, which hydrates the notice. It throws when the program ends, which is
 * always a failure.
 *
 * @param {WebAssembly.Module} module
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('../notice/page.js').createPage>} parts.page
 * @param {ReturnType<import('../notice/journal.js').createJournal>} parts.journal
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what is no longer allowed
 * @param {() => void} parts.recorded called when the program has recorded a choice
 * @param {(answer: (request: string) => void) => void} parts.onRequest called when the
 *   program has hydrated the notice, with the function that hands it a request
 */
export async function runProgram(module, {
  config, choice, page, journal, report, stale, recorded, onRequest,
}) {
  if (!config.charter) {
    report('portal_unknown', `${config.portal}: no charter is built in for this portal and `
      + 'data-charter is absent; the standard charter is shown');
  }
  const hydration = hydrate(page.container);
  const printed = [];
  const go = new (defineGo(createSandbox({
    page,
    hydration,
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
        const lost = () => !page.shadow.activeElement
          && (!document.activeElement || document.activeElement === document.body);
        try {
          if (lost()) page.trigger?.focus();
        } catch {
          // The page may have changed its focus(): that must not end the program.
        }
        page.trigger = undefined;
        return lost();
      },
      onRequest(callback) {
        // No dialog was shown before: the program has only recorded what waited.
        page.adoptStyles(stylesheet);
        printCharter(() => Boolean(page.shadow?.querySelector('.dialog .charter')));
        hydration.end();
        page.container.setAttribute('data-program', 'running'); // for tests and for debugging
        onRequest(callback);
      },
    }),
  })))();
  go.exit = () => {};
  try {
    await go.run(await WebAssembly.instantiate(module, go.importObject));
  } finally {
    // A late event must not throw on the portal's console, nor a late timer retry for ever.
    go._resume = () => go._scheduledTimeouts.clear();
    hydration.release();
  }
  throw new Error(`the program ended: ${printed.find(Boolean) ?? 'it said nothing'}`);
}

/** A copy of the configuration that the program cannot change: addresses to fetch are in it. */
function frozen(config) {
  const copy = Object.entries(config).map(
    ([name, value]) => [name, Array.isArray(value) ? Object.freeze([...value]) : value]);
  return Object.freeze(Object.fromEntries(copy));
}

/**
 * The address of the charter's own page; '' when it has none. The build makes one for
 * each built-in charter.
 *
 * @param {import('../start/config.js').Config} config
 */
function charterPage({ base, charter, portal }) {
  const hasPage = charter === `${base}charters/${portal}.txt`
    && (everyPortal || builtIn.includes(portal));
  return hasPage ? charter.replace(/txt$/, 'html') : '';
}
