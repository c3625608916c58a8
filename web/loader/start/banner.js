/**
 * The loader: what a portal's page runs. It reads the cookie; with a valid
 * choice it opens window.cookiesPreferences and what waits for that choice, and
 * stops there. Without one it puts up the notice. The Go program comes when it
 * is reached for.
 *
 * Go is the only author of records: the loader writes those that Go made at
 * build time, renews the very same value, and erases it when it is asked to.
 */
import { charters, everyPortal, integrationsFile, withdrawalFile } from 'virtual:build';
import { afterDrawing, ONCE } from './act.js';
import { createAPI } from './api.js';
import { createAsking } from '../notice/asking.js';
import { createChoice } from './choice.js';
import { readConfig } from './config.js';
import { NAME } from './cookie.js';
import { createGates } from './gates.js';
import { latestLine, onReturn } from './jar.js';
import { listenerToOpeners } from './openers.js';
import { report } from './report.js';

/** The script's own tag, but for one that is a module. */
const script = document.currentScript ?? document.querySelector(':is(script[src*="/banner.js"], script[src^="banner.js"]):not([type="text/plain"])');

if ({}.hasOwnProperty.call(window, 'cookiesPreferences')) {
  report('twice', 'the script is in the page already, or something has taken the name cookiesPreferences');
} else {
  const config = readConfig(script, { charters, everyPortal, report });
  const choice = createChoice(config);

  /** The notice and all that may follow, made when it is needed: most visits need none of it. */
  let made;
  const asking = () => {
    choice.begin();
    return made ??= createAsking({ config, choice, report, stale: () => gates.stale() });
  };

  Object.defineProperty(window, 'cookiesPreferences', {
    __proto__: null, // whatever the page has put into Object.prototype
    value: createAPI({ choice, asking }),
    enumerable: true,
  });
  const listen = listenerToOpeners((opener) => {
    expectWithdrawal();
    asking().open(opener);
  });
  listen();

  /** Whether what a consent has left was ended: what is granted again is told then. */
  let ended = false;

  choice.onChange((preferences, previous) => {
    if (previous ??= ended ? {} : choice.outdated()) {
      ended = true;
      withdraw(preferences, previous);
    }
    gates.update();
    made?.changed(preferences);
  });

  const loadWithdrawal = () => import(config.base + withdrawalFile);

  /** Who has chosen before may refuse now, and leave at once. */
  function expectWithdrawal() {
    if (choice.get() ?? choice.outdated()) loadWithdrawal().catch(() => {}); // it is fetched again when it is needed
  }

  /** Ends what a consent that is withdrawn has left. */
  async function withdraw(preferences, previous) {
    try {
      (await loadWithdrawal()).withdraw(config.integrations, preferences, previous);
    } catch (error) {
      report('withdrawal', error, '; what trackers have left stays');
    }
  }

  /** Stays in a page that is drawn anew. */
  function stay() {
    listen();
    made?.stay();
  }

  const gates = createGates({ choice, report, stay, loadPlaceholders: () => asking().loadPlaceholders() });

  /** Opens what the choice allows, once the page's other scripts are told of it. */
  async function open() {
    try {
      if (config.integrations.length) (await import(config.base + integrationsFile)).integrate(config.integrations, choice);
    } catch (error) {
      return report('integrations', error, '; what waits for the choice stays closed');
    }
    gates.begin();
  }

  latestLine(NAME).then((line) => {
    const record = choice.begin(line);
    if (!record) {
      asking().begin();
      if (choice.outdated()) afterDrawing(expectWithdrawal);
      afterDrawing(open);
    } else {
      open();
      afterDrawing(async () => {
        const asked = performance.now();
        // Another tab, or the page itself, may have written since; or while a busy page
        // kept the answer waiting: a choice that was withdrawn is not to be renewed.
        if (!choice.knows(await latestLine(NAME)) || performance.now() - asked > 20) choice.refresh();
        choice.renew(); // last: a cookie just written takes a while to read
      });
      // Other tabs are heard of once this one is left: to listen takes a while too.
      addEventListener('blur', () => asking().listen(), ONCE);
    }
    onReturn(() => asking().follow());
  });
}
