import { prerendered } from 'virtual:build';
import { maxAge, setCookie } from '../start/cookie.js';
import { writeCookie } from '../start/jar.js';

/**
 * Answers the visitor before the program runs, and instead of it where that is
 * enough: « Tout accepter » and « Tout refuser » write the record that Go made
 * at build time. What Go could not know then, what there is to accept where
 * trackers are declared or categories chosen, is journalled for it.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('./page.js').createPage>} parts.page
 * @param {ReturnType<import('./journal.js').createJournal>} parts.journal
 * @param {ReturnType<import('./program.js').createProgram>} parts.program
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => boolean} parts.stale whether only a reload ends what the choice no longer allows
 */
export function createNotice({ config, choice, page, journal, program, report, stale }) {
  /** Whether Go could write the record of a choice at build time: to refuse is the same for all. */
  const prewritten = (name) => name === 'refuse' || !config.declared;

  /** Has the program record a choice, now or when it comes. */
  function record(kind, name = '') {
    journal.add({ choice: kind, name, at: choice.time() });
    program.start();
  }

  /** @param {'accept'|'refuse'} name @param {boolean} visitors whether it is the visitor who chose */
  function choose(name, visitors) {
    if (prewritten(name)) write(name, visitors);
    else {
      choice.erase(); // what was allowed is not, until the new choice is written
      record(name);
    }
  }

  function write(name, visitors) {
    const now = choice.time();
    // Its members' holes are filled, or the members taken out.
    const value = prerendered()[name]
      .replace('1234567890123', String(now))
      .replace(config.declared ? /511(?=%2C)/ : '%22asked%22%3A511%2C', config.declared ? String(config.asks) : '')
      .replace(config.version ? 'VERSION' : '%22charter%22%3A%22VERSION%22%2C', config.version);
    if (config.domain) writeCookie(setCookie('', 0, config.secure)); // no other from before data-domain
    writeCookie(setCookie(value, maxAge(now, now), config.secure, config.domain));
    journal.clear();
    choice.kept(true);
    const kept = choice.value() === value;
    choice.kept(kept);
    choice.refresh();
    if (!kept) report('cookie_blocked', 'the browser did not keep the cookie; everything optional stays refused');
    if (visitors) page.tell(prerendered().texts[!kept ? 'notRecorded' : stale() ? 'reload' : 'saved']);
  }

  /** Which control does what, and what of it needs the program. */
  const acts = {
    'cookies-accept': () => answer('accept', true),
    'cookies-refuse': () => answer('refuse', true),
    'cookies-customize': () => program.request('open'),
    'cookies-read-charter': () => program.request('charter'),
  };
  const needsProgram = ['cookies-customize', 'cookies-read-charter', ...(prewritten('accept') ? [] : ['cookies-accept'])];

  function answer(name, visitors) {
    program.forget(); // what was asked for before
    page.closeNotice();
    choose(name, visitors);
  }

  /** @param {Event} event @returns {string|undefined} the id of the control it happened on */
  const control = (event) => event.target.closest?.('.notice button')?.id;

  /** Answers what happens on a control. */
  function listener(event) {
    const id = control(event);
    // The second click of a double one is not meant for what is there by then.
    if (event.type === 'click') event.detail > 1 || acts[id]?.();
    else if (needsProgram.includes(id)) program.start(true); // the visitor reaches for it
  }

  return {
    /** Refuses everything optional, as a script or a privacy tool asks. */
    refuse: () => answer('refuse', false),

    /** Allows a category or a tracker, besides what is allowed. @param {string} name */
    allow(name) {
      program.forget();
      page.closeNotice(program.runs());
      record('allow', name);
    },

    /** Puts up the notice, unless there is no longer anything to ask. @param {boolean} [anyway] asks again */
    putUp(anyway) {
      if (anyway !== true && choice.get()) return;
      page.remove();
      try {
        page.putUp(true);
      } catch (error) {
        page.remove();
        return report('hidden', error);
      }
      for (const type of EVENTS) page.shadow.addEventListener(type, listener);
      if (config.load === 'idle') whenIdle(() => program.start(true));
    },

    /** Leaves the notice to the program. */
    leave() {
      for (const type of EVENTS) page.shadow.removeEventListener(type, listener);
      page.shadow.addEventListener('click', (event) => {
        // It draws a frame or two later: what was answered is gone at once.
        if (event.detail < 2 && /accept|refuse/.test(control(event))) page.hideNotice();
      });
    },
  };
}

const EVENTS = ['click', 'pointerover', 'pointerdown', 'focusin'];

/** Calls back when the page is idle, unless the line is slow or data is saved. */
function whenIdle(callback) {
  const line = navigator.connection;
  if (line?.saveData || /2g|3g/.test(line?.effectiveType)) return;
  if (window.requestIdleCallback) requestIdleCallback(callback);
  else setTimeout(callback, 2000);
}
