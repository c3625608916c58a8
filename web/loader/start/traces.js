import { categoryOf, NAMES } from './cookie.js';

/**
 * How the most frequent cookies of third parties and those of each tracker begin, in the order of
 * NAMES: enough to see whether ../extras/withdrawal.js, which knows the whole names, is needed.
 */
const BEGINNINGS = [
  '_g(ac|cl)_|__g(ads|pi)=|_fb[cp]=|_hj|li_fat',
  '_ga(|c|t|exp)[=_]|_g(cl|id)|__utm|_dc_g|_opt_|AMP_T',
  '_pk_|mtm_(cookie_)?consent=',
  'xt', 'at', '_pc|pa_', 'etuix|ea_',
];

/** Whether a choice refuses a name that the page asks about, or objects to an exempt one. */
export const refuses = ({ asked, trackers, exempt }, preferences, name) => !preferences?.[name]
  && (exempt.includes(name) || asked(trackers.length ? name : categoryOf(name)));

/** Whether cookies seem to be of those that a choice refuses. @param {string} line */
export const hasTraces = (line, config, preferences) => BEGINNINGS.some((beginning, i) =>
  refuses(config, preferences, NAMES[i + 3]) && RegExp(`(^|; ?)(${beginning})`, 'i').test(line));
