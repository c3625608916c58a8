/**
 * The script that a portal's page runs. It reads the cookie and defines
 * window.cookiesPreferences. With a valid choice it opens the gates and stops;
 * without one it shows the notice. The Go program is fetched only on demand.
 *
 * Only Go decides what a record looks like: the loader fills the one that the build
 * rendered, renews the very same value, and erases it on request.
 */
import {
  charters, everyPortal, framesFile, gatesFile, integrationsFile, prerendered, version,
  withdrawalFile,
} from 'virtual:build';
import { afterPaint, ONCE, onReturn } from './events.js';
import { createAPI } from './api.js';
import { createSession } from '../notice/session.js';
import { createChoice, latestCookies } from './choice.js';
import { readConfig } from './config.js';
import { createContent } from './content.js';
import { hasTraces } from './traces.js';
import { createTriggerListener } from './triggers.js';
import { report } from './report.js';

/** What the script's own tag looks like: other products' files have its name too. */
const TAG = ':is(script[src*="/banner.js"], script[src^="banner.js"]):not([type="text/plain"])';
/** The script's own tag. A module has no currentScript; a tag that names the portal is ours. */
const script = document.currentScript
  ?? document.querySelector(`${TAG}[data-portal]`) ?? document.querySelector(TAG);

if (Object.hasOwn(window, 'cookiesPreferences')) {
  // Routers run a page's scripts again.
  if (window.cookiesPreferences?.version !== version || document.querySelectorAll(TAG)[1]) {
    report('twice', 'the script runs already, or cookiesPreferences is taken');
  }
} else {
  start();
}

/** A function of its own keeps those in it from becoming the window's: it saves bytes. */
function start() {
  const config = readConfig(script, { charters, everyPortal, report });
  const choice = createChoice(config, () => prerendered().record);

  /** The notice and everything that may follow. Most visits never need it, so it is made late. */
  let made;
  const session = () => {
    choice.begin();
    return made ??= createSession({ config, choice, report, stale: () => content.stale() });
  };

  Object.defineProperty(window, 'cookiesPreferences', {
    __proto__: null, // the page may have added to Object.prototype
    value: createAPI({ version, choice, session, watch: (root) => content.watch(root) }),
    enumerable: true,
  });
  const listen = createTriggerListener((trigger) => {
    expectWithdrawal();
    session().open(trigger);
  });
  listen();

  /** Whether a withdrawal was handled on this page: later grants are passed on as well. */
  let ended = false;

  choice.onChange((preferences, previous) => {
    withdraw(previous ?? (ended ? {} : choice.outdated()));
    content.update();
    made?.choiceChanged(preferences);
    meetFrames(true);
  });

  /** Where pages are in frames of one another, they ask once and follow each other's choices. */
  function meetFrames(changed) {
    if (parent === window && !document.querySelector('iframe[src]')) return;
    config.module(framesFile)
      .then(({ meet }) => meet(config, choice, session, changed))
      .catch((error) => report('frames', error));
  }

  const loadWithdrawal = () => config.module(withdrawalFile);

  /** Fetches the module ahead: a visitor who chose before may refuse now and leave at once. */
  function expectWithdrawal() {
    if (choice.get() ?? choice.outdated()) loadWithdrawal().catch(() => {}); // retried when needed
  }

  /**
   * Removes what trackers have left that the choice refuses, whenever they left it, and passes it
   * on to those that run already. previous is the choice that it replaces, if it does.
   */
  async function withdraw(previous) {
    const preferences = choice.granted(choice.begin());
    try {
      if (!previous && !config.exempt[0] && !config.services[0]
        && !(window._paq && preferences?.matomo)
        && !hasTraces(await latestCookies({}), config, preferences)) return;
      ended = true;
      (await loadWithdrawal()).withdraw(config, preferences, previous);
    } catch (error) {
      report('withdrawal', error, '; what trackers left stays');
    }
  }

  /** Puts the banner back into a page whose <body> was replaced. */
  function reattach() {
    listen();
    made?.reattach();
  }

  const content = createContent({
    report,
    reattach,
    loadGates: () => config.module(gatesFile).then(({ createGates }) => (parts) => createGates({
      config, choice, loadPlaceholders: () => session().loadPlaceholders(), ...parts,
    })),
  });

  /** Opens what the choice allows, after the integrations have passed the choice on. */
  async function open() {
    try {
      if (config.integrations.length) {
        (await config.module(integrationsFile)).integrate(config, choice);
      }
    } catch (error) {
      return report('integrations', error, '; what waits for the choice stays closed');
    }
    content.begin();
  }

  latestCookies().then((cookies) => {
    const record = choice.begin(cookies);
    if (!record) {
      session().begin();
      if (choice.outdated()) afterPaint(expectWithdrawal);
      if (config.exempt.some((name) => !choice.allows(name))) afterPaint(withdraw);
      afterPaint(open);
      afterPaint(meetFrames);
    } else {
      open();
      afterPaint(async () => {
        const asked = performance.now();
        // Another tab or the page may have written since, or while a busy page delayed
        // the answer: a choice that was withdrawn must not be renewed.
        if (!choice.announcedIn(await latestCookies()) || performance.now() - asked > 20) {
          choice.refresh();
        }
        choice.renew(); // last: reading a cookie that was just written is slow
        withdraw(); // it may reach cookies others did not
        if (parent !== window) meetFrames();
      });
      // Listening to other tabs costs time too, so it starts once this one loses the focus.
      // A press in a frame takes it, too.
      addEventListener('blur', () => {
        session().listen();
        meetFrames();
      }, ONCE);
    }
    onReturn(() => session().sync());
  });
}
