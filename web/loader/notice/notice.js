import { prerendered } from 'virtual:build';
import { maxAge, setCookie } from '../start/cookie.js';
import { writeCookie } from '../start/document-cookie.js';

/**
 * Answers the visitor without the program where possible: « Tout accepter » and « Tout
 * refuser » write the record that the build rendered. The journal keeps for the program
 * what the build can't know: what there is to accept on a page that declares trackers
 * or categories.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('./page.js').createPage>} parts.page
 * @param {ReturnType<import('./journal.js').createJournal>} parts.journal
 * @param {ReturnType<import('./program.js').createProgram>} parts.program
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what is no longer allowed
 */
export function createNotice({ config, choice, page, journal, program, report, stale }) {
  /** Whether the build could render a choice's record: a refusal is the same everywhere. */
  const prewritten = (name) => name === 'refuse' || !config.declared;

  /** Has the program record a choice, now or once it runs. */
  function record(kind, name = '') {
    journal.add({ choice: kind, name, at: choice.time() });
    program.start();
  }

  /** @param {'accept'|'refuse'} name @param {boolean} visitors whether the visitor chose */
  function choose(name, visitors) {
    if (prewritten(name)) write(name, visitors);
    else {
      choice.erase(); // nothing is allowed until the new choice is written
      record(name);
    }
  }

  function write(name, visitors) {
    const now = choice.time();
    // Fills the holes of the optional members, or removes these members.
    const value = prerendered()[name]
      .replace('1234567890123', String(now))
      .replace(config.declared ? /511(?=%2C)/ : '%22asked%22%3A511%2C',
        config.declared ? String(config.asks) : '')
      .replace(config.version ? 'VERSION' : '%22charter%22%3A%22VERSION%22%2C', config.version);
    if (config.domain) writeCookie(setCookie('', 0, config.secure)); // from before data-domain
    writeCookie(setCookie(value, maxAge(now, now), config.secure, config.domain));
    journal.clear();
    choice.kept(true);
    const kept = choice.value() === value;
    choice.kept(kept);
    choice.refresh();
    if (!kept) {
      report('cookie_blocked',
        'the browser did not keep the cookie; everything optional stays refused');
    }
    if (visitors) {
      page.announce(prerendered().texts[!kept ? 'notRecorded' : stale() ? 'reload' : 'saved']);
    }
  }

  /** What each control does. */
  const actions = {
    'cookies-accept': () => answer('accept', true),
    'cookies-refuse': () => answer('refuse', true),
    'cookies-customize': () => program.request('open'),
    'cookies-read-charter': () => program.request('charter'),
  };
  const needsProgram = [
    'cookies-customize', 'cookies-read-charter',
    ...(prewritten('accept') ? [] : ['cookies-accept']),
  ];

  function answer(name, visitors) {
    program.forget(); // earlier requests
    page.closeNotice();
    choose(name, visitors);
  }

  /** @param {Event} event @returns {string|undefined} the id of the control it happened on */
  const control = (event) => event.target.closest?.('.notice button')?.id;

  /** Handles the events of the controls. */
  function listener(event) {
    const id = control(event);
    // The second click of a double click isn't meant for what appeared in between.
    if (event.type === 'click') event.detail > 1 || actions[id]?.();
    else if (needsProgram.includes(id)) program.start(true); // the pointer or the focus is on it
  }

  return {
    /** Refuses everything optional, for a script or a privacy tool. */
    refuse: () => answer('refuse', false),

    /** Allows a category or a tracker, besides what already is. @param {string} name */
    allow(name) {
      program.forget();
      page.closeNotice(program.running());
      record('allow', name);
    },

    /** Shows the notice, unless there is a choice. @param {boolean} [anyway] even then */
    mount(anyway) {
      if (anyway !== true && choice.get()) return;
      page.remove();
      try {
        page.mount(true);
      } catch (error) {
        page.remove();
        return report('hidden', error);
      }
      for (const type of EVENTS) page.shadow.addEventListener(type, listener);
      if (config.load === 'idle') whenUnused(() => program.start(true));
    },

    /** Hands the notice over to the program. */
    handOver() {
      for (const type of EVENTS) page.shadow.removeEventListener(type, listener);
      page.shadow.addEventListener('click', (event) => {
        // The program renders a frame or two later: an answered notice is hidden at once.
        if (event.detail < 2 && /accept|refuse/.test(control(event))) page.hideNotice();
      });
    },
  };
}

const EVENTS = ['click', 'pointerover', 'pointerdown', 'focusin'];

/** Calls back when the page is idle, unless the connection is slow or data is to be saved. */
function whenUnused(callback) {
  const { connection } = navigator;
  if (connection?.saveData || /2g|3g/.test(connection?.effectiveType)) return;
  if (window.requestIdleCallback) requestIdleCallback(callback);
  else setTimeout(callback, 2000);
}
