import { whenIdle } from '../start/events.js';

/**
 * The notice, on a page whose visitor has not chosen yet.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('./page.js').createPage>} parts.page
 * @param {ReturnType<import('./preferences.js').createPreferences>} parts.preferences
 * @param {(allows: (name: string) => boolean) => void} parts.decide records a choice
 * @param {typeof import('../start/report.js').report} parts.report
 */
export function createNotice({ config, choice, page, preferences, decide, report }) {
  /** The action of each control. */
  const actions = {
    'cookies-accept': () => decide(() => true),
    'cookies-refuse': () => decide(() => false),
    'cookies-customize': () => preferences.open('preferences'),
    'cookies-read-charter': () => preferences.open('charter'),
  };

  function listener({ type, target, detail }) {
    const id = target.closest?.('.notice button')?.id;
    // The second click of a double click isn't meant for what appeared in between.
    if (type === 'click') detail > 1 || actions[id]?.();
    // The pointer or the focus is on it: a click may follow.
    else if (/customize|charter/.test(id)) preferences.prefetch(/customize/.test(id));
  }

  return {
    /** Shows the notice, unless there is a choice. @param {boolean} [anyway] even then */
    show(anyway) {
      if (anyway !== true && choice.get()) return;
      try {
        page.showNotice();
      } catch (error) {
        preferences.reset();
        page.remove();
        return report('hidden', error);
      }
      for (const type of EVENTS) page.shadow.addEventListener(type, listener);
      if (config.load === 'idle') whenUnused(() => preferences.prefetch());
    },
  };
}

const EVENTS = ['click', 'pointerover', 'focusin'];

/** Calls back when the page is idle, unless the connection is slow or data is to be saved. */
function whenUnused(callback) {
  const { connection } = navigator;
  if (connection?.saveData || /2g|3g/.test(connection?.effectiveType)) return;
  whenIdle(callback);
}
