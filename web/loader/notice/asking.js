import { placeholderFile, prerendered } from 'virtual:build';
import { afterDrawing, ONCE } from '../start/act.js';
import { createJournal } from './journal.js';
import { createNotice } from './notice.js';
import { createPage } from './page.js';
import { createProgram } from './program.js';

/**
 * The notice and all that may follow it: what a page needs whose visitor has not
 * chosen, or chooses again.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what the choice no longer allows
 */
export function createAsking({ config, choice, report, stale }) {
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
    taken: () => notice.leave(),
    lost() {
      page.remove();
      if (!journal.get()[0]) notice.putUp();
    },
    failed(text) {
      // Without the preferences one can still accept and refuse, again too.
      page.busy();
      if (text === 'unavailable' && !page.noticed()) notice.putUp(true);
      page.putUp(false);
      afterDrawing(() => page.tell(prerendered().texts[text])); // what a region is born with is not heard
    },
  });
  const notice = createNotice({ config, choice, page, journal, program, report, stale });

  /** Opens the preferences. @param {HTMLElement} [opener] what gets the focus back then, if nothing else does */
  function open(opener) {
    page.opener = opener;
    program.request('open');
  }

  let listening = false;

  /** Whether a choice, made here or in another tab, waits for the program to write it: then nothing is asked. */
  function waits() {
    if (!journal.get()[0]) return;
    page.closeNotice(program.runs());
    return true;
  }

  /** Finishes it. */
  function finish() {
    if (!waits()) return;
    program.start();
    return true;
  }

  /** Asks again, once there is no choice. */
  function ask() {
    if (program.mounts()) program.request('forget');
    else whenBody(notice.putUp);
  }

  /**
   * Follows what another page or tab has chosen, or forgotten.
   * @param {() => boolean} [finished] what waits there to be written is left to it, or finished
   */
  function follow(finished = finish) {
    const changed = choice.refresh();
    if (!finished() && changed && !choice.get()) ask();
  }

  /** Listens to the other tabs. */
  function listen() {
    if (listening) return;
    listening = true;
    // Firefox may tell of it before the cookie that was written first.
    journal.onChange(() => setTimeout(follow, 200, waits));
  }

  return {
    open,
    listen,
    follow,

    /** Stays in the page that has got another <body>: what has lost its listeners, or may have, is drawn anew. */
    stay() {
      if (program.mounts() && page.hears()) return page.stay();
      const asks = page.noticed() || program.mounts();
      program.drop();
      page.remove();
      if (asks) notice.putUp();
    },

    /** Asks, or finishes what was chosen on the page before. */
    begin() {
      // To read the journal takes a while: before the notice only where there may be something in it.
      const journalled = config.declared || document.querySelector('iframe[data-cookies]');
      if (!(journalled && finish()) && !page.shadow) {
        if (document.body) notice.putUp(true); // the cookie was read a moment ago
        else whenBody(() => page.shadow?.host.isConnected || notice.putUp());
      }
      afterDrawing(() => idle(() => {
        page.stay(); // a page drawn anew before it was watched has taken it out
        listen();
        follow(); // another tab may have written since
      }));
    },

    /** The choice is another, by this page or by another tab. @param {object|null} preferences */
    changed(preferences) {
      if (preferences) page.closeNotice(program.runs());
      if (program.runs()) program.request('read');
    },

    /** Refuses everything optional. */
    refuse() {
      if (!program.runs()) return notice.refuse();
      page.closeNotice(true);
      program.request('refuse');
    },

    /** Asks again, once the cookie is erased. */
    forget() {
      program.forget();
      journal.clear();
      choice.erase();
      ask();
    },

    /** Fetches what draws placeholders into frames that wait. */
    async loadPlaceholders() {
      finish(); // one of them may have been pressed, and left at once
      const { createPlaceholders } = await import(config.base + placeholderFile);
      return createPlaceholders({
        config,
        allow: notice.allow,
        manage: open,
      });
    },
  };
}

/** Calls back when the browser has nothing else to do, or soon. @param {() => void} callback */
function idle(callback) {
  if (window.requestIdleCallback) requestIdleCallback(callback, { timeout: 1000 });
  else setTimeout(callback);
}

/** Calls back when there is a <body> to stand in. @param {() => void} callback */
function whenBody(callback) {
  if (document.body) callback();
  else document.addEventListener('DOMContentLoaded', callback, ONCE);
}
