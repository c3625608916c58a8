import { placeholderFile, prerendered } from 'virtual:build';
import { categoryOf } from '../start/cookie.js';
import { onCookieChange } from '../start/choice.js';
import { afterPaint, whenIdle, whenParsed } from '../start/events.js';
import { createNotice } from './notice.js';
import { createPage } from './page.js';
import { createPreferences } from './preferences.js';

/**
 * The notice and everything that may follow it, on a page whose visitor has not chosen
 * or changes their choice. It wires the modules of this folder together.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what is no longer allowed
 */
export function createSession({ config, choice, report, stale }) {
  const page = createPage(config);
  const preferences = createPreferences({ config, choice, page, report, commit, failed });
  const notice = createNotice({ config, choice, page, preferences, decide, report });
  let listening = false;

  /** Commits a record. @returns {string} what to tell the visitor */
  function commit(record) {
    const { texts } = prerendered();
    if (choice.commit(record)) return stale() ? texts.reload : texts.saved;
    report('cookie_blocked', 'the browser did not keep the cookie');
    return texts.notRecorded;
  }

  /** Records a choice, made in the notice, in place of waiting content or by a script. */
  function decide(allows, visitors = true) {
    page.closeNotice();
    const text = commit(choice.record(allows));
    preferences.close();
    if (visitors) page.announce(text);
  }

  /** Allows a category or a tracker, with its category, besides what already is. */
  function allow(name) {
    decide((other) => other === name || other === categoryOf(name) || choice.allows(other));
  }

  /** The dialog cannot be shown: the visitor can still accept and refuse, again too. */
  function failed() {
    page.setBusy();
    notice.show(true);
    page.announce(prerendered().texts.unavailable);
  }

  /** Opens the preferences. @param {HTMLElement} [trigger] gets the focus back afterwards */
  function open(trigger) {
    page.trigger = trigger;
    preferences.open('preferences');
  }

  /** Asks again, once there is no choice. */
  function ask() {
    preferences.close();
    whenParsed(notice.show, document.body);
  }

  /** Takes over what another page or tab has chosen or forgotten. */
  function sync() {
    if (choice.refresh() && !choice.get()) ask();
  }

  function listen() {
    // The event may come before what was written can be read.
    if (!listening) onCookieChange(() => setTimeout(sync, 200));
    listening = true;
  }

  return {
    open,
    listen,
    sync,

    /** Puts the banner into a replaced <body>; it is rebuilt if its listeners are gone. */
    reattach() {
      if (page.hasListeners()) return page.reattach();
      const asks = page.notice();
      preferences.reset();
      page.remove();
      if (asks) notice.show();
    },

    /** Asks. */
    begin() {
      if (document.body) notice.show(true); // the cookie was read a moment ago
      else whenParsed(() => page.shadow?.host.isConnected || notice.show());
      afterPaint(() => whenIdle(() => {
        page.reattach(); // the page may have replaced its <body> before it was observed
        listen();
        sync(); // another tab may have written since
      }));
    },

    /** Follows a change, by this page or another tab. @param {object|null} chosen */
    choiceChanged(chosen) {
      if (chosen) page.closeNotice();
      preferences.choiceChanged();
    },

    /** Refuses everything optional, for a script or a privacy tool. */
    refuse: () => decide(() => false, false),

    /** Erases the choice and asks again. */
    forget() {
      choice.erase();
      ask();
    },

    /** Fetches the module that draws placeholders into waiting frames. */
    async loadPlaceholders() {
      const { createPlaceholders } = await config.module(placeholderFile);
      return createPlaceholders({ config, allow, manage: open });
    },
  };
}
