/**
 * The loader: what a portal's page runs. It reads the cookie; with a valid
 * choice it opens window.cookiesPreferences and stops there, and without one it
 * puts up the notice. The Go program comes when it is reached for.
 *
 * Go is the only author of records: the loader writes those that Go made at
 * build time, renews the very same value, and erases it when it is asked to.
 */
import { charters, placeholderFile } from 'virtual:build';
import { createAPI } from './api.js';
import { createChoice } from './choice.js';
import { readConfig } from './config.js';
import { onReturn } from './jar.js';
import { createJournal } from './journal.js';
import { createGates } from './gates.js';
import { createNotice } from './notice.js';
import { createPage } from './page.js';
import { createProgram } from './program.js';
import { listenToOpeners } from './openers.js';
import { report } from './report.js';

/**
 * The script's own tag. An element named currentScript, which a portal's editors
 * can write, must not pass for it: the program is fetched from where it says.
 */
const script = document.currentScript instanceof HTMLScriptElement
  ? document.currentScript
  : document.querySelector('script[src*="/banner.js"], script[src^="banner.js"]');

/** Calls back when there is a <body> to stand in. @param {() => void} callback */
function whenBody(callback) {
  if (document.body) callback();
  else document.addEventListener('DOMContentLoaded', callback, { once: true });
}

if (Object.prototype.hasOwnProperty.call(window, 'cookiesPreferences')) {
  report('twice', 'the script is in the page already, or something has taken the name cookiesPreferences');
} else {
  const config = readConfig(script, { charters, report });
  const choice = createChoice(config);
  const journal = createJournal(choice.get);
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
    __proto__: null, // whatever the page has put into Object.prototype
    value: createAPI({ choice, journal, program, notice }),
    enumerable: true,
  });
  listenToOpeners(() => program.request('open'));

  // Another tab, or the page that one comes back from, may have made the choice.
  choice.onChange((preferences) => {
    gates.update();
    if (program.runs()) program.request('read');
    else if (preferences) page.closeNotice();
  });
  onReturn(() => choice.refresh());
  const listenToTabs = () => journal.onChange(() => {
    choice.refresh();
    if (journal.get().length) page.closeNotice();
  });

  const record = choice.get();
  // What is journalled has no record yet; nothing is looked for where it cannot be.
  const pending = (!record || !notice.recorded) && journal.get().length;
  if (pending) program.start();
  else if (!record) whenBody(notice.putUp);
  const gates = createGates({
    choice,
    report,
    async loadPlaceholders() {
      const { createPlaceholders } = await import(config.base + placeholderFile);
      if (journal.get().length) program.start(); // one of them was pressed, and left at once
      return createPlaceholders({
        config,
        allow: notice.allow,
        manage(opener) {
          page.openedBy(opener);
          program.request('open');
        },
      });
    },
  });
  if (record && !pending) choice.renew(); // last: the cookie takes a while to read again
  // To listen takes a while too: a page that asks nothing does so once it is left.
  if (record) addEventListener('blur', listenToTabs, { once: true });
  else listenToTabs();
}
