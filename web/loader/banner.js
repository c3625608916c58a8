/**
 * The loader: what a portal's page runs. It reads the cookie; with a valid
 * choice it opens window.cookiesPreferences and stops there, and without one it
 * puts up the notice. The Go program comes when it is reached for.
 *
 * Go is the only author of records: the loader writes those that Go made at
 * build time, renews the very same value, and erases it when it is asked to.
 */
import { charters } from 'virtual:build';
import { createAPI } from './api.js';
import { createChoice } from './choice.js';
import { readConfig } from './config.js';
import { createJournal } from './journal.js';
import { createNotice } from './notice.js';
import { createPage } from './page.js';
import { createProgram } from './program.js';
import { listenToOpeners } from './openers.js';
import { report } from './report.js';

const script = document.currentScript;

/** Calls back when there is a <body> to stand in. @param {() => void} callback */
function whenBody(callback) {
  if (document.body) callback();
  else document.addEventListener('DOMContentLoaded', callback, { once: true });
}

if (!window.cookiesPreferences) {
  const config = readConfig(script, { charters, report });
  const choice = createChoice(config);
  const journal = createJournal();
  const page = createPage(config);
  const program = createProgram({
    config,
    choice,
    page,
    journal,
    report,
    bodyParsed: () => new Promise(whenBody),
    taken: () => notice.leave(),
    lost() {
      page.remove();
      notice.putUp();
    },
  });
  const notice = createNotice({ config, choice, page, journal, program, report });

  Object.defineProperty(window, 'cookiesPreferences', {
    value: createAPI({ choice, program, notice }),
    enumerable: true,
  });
  listenToOpeners(() => program.request('open'));

  const record = choice.get();
  if (record && journal.get()?.at <= record.timestamp) journal.clear(); // written since
  if (journal.get()) program.start();
  else if (record) choice.renew();
  else whenBody(notice.putUp);
}
