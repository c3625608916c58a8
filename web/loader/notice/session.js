import { placeholderFile, prerendered } from 'virtual:build';
import { afterPaint, ONCE } from '../start/events.js';
import { createJournal } from './journal.js';
import { createNotice } from './notice.js';
import { createPage } from './page.js';
import { createProgram } from './program.js';

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
  const journal = createJournal(choice.newest, config);
  const page = createPage(config);
  const program = createProgram({
    config,
    choice,
    page,
    journal,
    report,
    stale,
    bodyParsed: () => new Promise(whenBody),
    tookOver: () => notice.handOver(),
    lost() {
      page.remove();
      if (!journal.get()[0]) notice.mount();
    },
    failed(text) {
      // Without the preferences, the visitor can still accept and refuse, again too.
      page.setBusy();
      if (text === 'unavailable' && !page.notice()) notice.mount(true);
      page.mount(false);
      // Screen readers don't announce text that a live region is created with.
      afterPaint(() => page.announce(prerendered().texts[text]));
    },
  });
  const notice = createNotice({ config, choice, page, journal, program, report, stale });

  /** Opens the preferences. @param {HTMLElement} [trigger] gets the focus back afterwards */
  function open(trigger) {
    page.trigger = trigger;
    program.request('open');
  }

  let listening = false;

  /** Whether a choice, of this tab or another, waits for the program: then nothing is asked. */
  function waits() {
    if (!journal.get()[0]) return;
    page.closeNotice(program.running());
    return true;
  }

  /** Starts the program if a choice waits for it. */
  function finish() {
    if (!waits()) return;
    program.start();
    return true;
  }

  /** Asks again, once there is no choice. */
  function ask() {
    if (program.mounted()) program.request('forget');
    else whenBody(notice.mount);
  }

  /**
   * Takes over what another page or tab has chosen or forgotten.
   * @param {() => boolean} [pending] handles a choice that waits for the program
   */
  function sync(pending = finish) {
    const changed = choice.refresh();
    if (!pending() && changed && !choice.get()) ask();
  }

  /** Listens to the other tabs. */
  function listen() {
    if (listening) return;
    listening = true;
    // Firefox may send this event before the cookie written earlier can be read.
    journal.onChange(() => setTimeout(sync, 200, waits));
  }

  return {
    open,
    listen,
    sync,

    /** Puts the banner into a replaced <body>; it is rebuilt if its listeners may be gone. */
    reattach() {
      if (program.mounted() && page.hasListeners()) return page.reattach();
      const asks = page.notice() || program.mounted();
      program.abandon();
      page.remove();
      if (asks) notice.mount();
    },

    /** Asks, or finishes what was chosen on the previous page. */
    begin() {
      // Reading the journal is slow: only a page that may have written one does it first.
      const journalled = config.declared || document.querySelector('iframe[data-cookies]');
      if (!(journalled && finish()) && !page.shadow) {
        if (document.body) notice.mount(true); // the cookie was read a moment ago
        else whenBody(() => page.shadow?.host.isConnected || notice.mount());
      }
      afterPaint(() => whenIdle(() => {
        page.reattach(); // the page may have replaced its <body> before it was observed
        listen();
        sync(); // another tab may have written since
      }));
    },

    /** Follows a change, by this page or another tab. @param {object|null} preferences */
    choiceChanged(preferences) {
      if (preferences) page.closeNotice(program.running());
      if (program.running()) program.request('read');
    },

    /** Refuses everything optional. */
    refuse() {
      if (!program.running()) return notice.refuse();
      page.closeNotice(true);
      program.request('refuse');
    },

    /** Erases the choice and asks again. */
    forget() {
      program.forget();
      journal.clear();
      choice.erase();
      ask();
    },

    /** Fetches the module that draws placeholders into waiting frames. */
    async loadPlaceholders() {
      finish(); // the visitor may have pressed one and left at once
      const { createPlaceholders } = await import(config.base + placeholderFile);
      return createPlaceholders({
        config,
        allow: notice.allow,
        manage: open,
      });
    },
  };
}

/** Calls back when the browser is idle, within a second. @param {() => void} callback */
function whenIdle(callback) {
  if (window.requestIdleCallback) requestIdleCallback(callback, { timeout: 1000 });
  else setTimeout(callback);
}

/** Calls back once there is a <body>. @param {() => void} callback */
function whenBody(callback) {
  if (document.body) callback();
  else document.addEventListener('DOMContentLoaded', callback, ONCE);
}
