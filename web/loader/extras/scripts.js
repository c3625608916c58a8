/**
 * Runs the scripts that waited for the choice as the page's parser would have run them. It is
 * fetched where one is allowed.
 *
 * They come late: the document is read to its end, so document.write would empty the page, and
 * the events that old tags wait for are over. While they run, the page's functions for both are
 * replaced by some that serve them: see written.js and late.js.
 */
import { report } from '../start/report.js';
import { createLateEvents } from './late.js';
import { createWriting } from './written.js';

/** The types of scripts that browsers run, with a load or error event at the end. */
const RUNS = /^((text|application)\/(x-)?(java|ecma)script|module)?$/i;

/** The page's scripts. */
function createScripts() {
  /** The scripts that were let in. @type {WeakSet<Element>} */
  const letIn = new WeakSet();
  /** The script that runs, or whose listener is called, until it returns. */
  let running;
  /** Those that may run while none does: modules, and what a script has awaited. */
  const between = new Set();
  /** Settles when the external scripts and the modules started so far have run. */
  let fetched = Promise.resolve();
  /** How many scripts have not run yet, async ones too. */
  let pending = 0;
  /** The scripts of <head> that were let in, as keyOf has them. @type {Set<string>} */
  const inHead = new Set();
  /** Whether a policy forbids us to run scripts. */
  let refused = false;

  /** The script that was let in and calls us, if one does. */
  function caller() {
    const { currentScript } = document;
    if (letIn.has(currentScript)) return currentScript;
    return running ?? (currentScript ? undefined : [...between].pop());
  }

  /** Calls a function in the name of a script. */
  function runAs(script, run) {
    const before = running;
    running = script;
    try {
      run();
    } finally {
      running = before;
    }
  }

  const late = createLateEvents({ caller, runAs });
  const writing = createWriting({
    caller, report, trusted: (html) => policy()?.createHTML(html) ?? html, run: runWritten,
  });

  /** Puts a script in the place of one that doesn't run. @returns {Promise|undefined} its end */
  function start(source, script) {
    script.async = source.hasAttribute('async');
    letIn.add(script);
    runAs(script, () => source.replaceWith(script));
    const isModule = /^module$/i.test(script.type);
    if (isModule || script.src && !script.noModule && RUNS.test(script.type)) {
      return follow(script, isModule);
    }
    between.add(script);
    Promise.resolve().then(() => between.delete(script));
    return undefined;
  }

  /** Waits for a script that the browser runs later. */
  function follow(script, isModule) {
    pending++;
    if (isModule) between.add(script);
    const end = hasRun(script).then(() => {
      pending--;
      between.delete(script);
    });
    if (!script.async) fetched = Promise.all([fetched, end]);
    end.then(settle);
    return script.async ? undefined : end;
  }

  /** Runs a script that another has written. */
  function runWritten(source) {
    if (!RUNS.test(source.type)) return { script: source };
    const script = copyOf(source);
    return { script, end: start(source, script) };
  }

  /** When all have run, calls what they wait for and gives the page its functions back. */
  async function settle() {
    for (let before; before !== fetched;) await (before = fetched);
    late.replay();
    if (pending) return;
    writing.restore();
    late.restore();
  }

  return {
    /** Settles when it is a script's turn: browsers only keep the order of external ones. */
    turn: async (gate) => { if (!gate.src) await fetched; },

    /**
     * Runs a script that waited, unless it is in <head> and has run: routers put the same script
     * there again for each page.
     * @returns {HTMLScriptElement} it, as it runs
     */
    start(gate) {
      const key = gate.parentNode.localName === 'head' && keyOf(gate);
      if (inHead.has(key)) return gate;
      writing.replace();
      late.replace();
      let script = gate;
      try {
        script = copyOf(gate);
        if (gate.dataset.type) script.type = gate.dataset.type;
        else script.removeAttribute('type');
        start(gate, script);
        if (key) inHead.add(key);
        script.addEventListener('error', () => inHead.delete(key));
      } catch (error) {
        if (!refused) report('policy', `scripts that are allowed cannot run: ${error.message}`);
        refused = true;
      }
      return script;
    },

    settle,
  };
}

export const { turn, start, settle } = createScripts();

/** Returns a script that runs in the place of one that doesn't. */
function copyOf(source) {
  let script = source.cloneNode();
  try {
    // Browsers don't run the clone of a script that came by innerHTML.
    const made = document.createElement('script');
    for (const { name, value } of source.attributes) made.setAttribute(name, trust(name, value));
    made.nonce = source.nonce;
    if ('text' in source) script = made; // else it is SVG's
  } catch {
    // The clone does: the page's policy has no room for ours, or only parsers take that name.
  }
  // Firefox doesn't trust a copied text.
  if (!source.src) script.text = policy()?.createScript(source.text) ?? source.text;
  return script;
}

/** Marks the value of a script's attribute as trusted. */
function trust(name, value) {
  if (name === 'src') return policy()?.createScriptURL(value) ?? value;
  return name.startsWith('on') ? policy()?.createScript(value) ?? value : value;
}

/** The same for a script on each page, whatever its nonce and the marks of Astro's router. */
const keyOf = ({ attributes, text }) => JSON.stringify([text, ...[...attributes]
  .filter(({ name }) => !/^(nonce$|data-astro-)/.test(name))
  .map(({ name, value }) => `${name}=${value}`).sort()]);

/** Settles when a script has run: browsers say so of external ones. */
function hasRun(script) {
  let last = script;
  if (!script.src) {
    // Browsers keep the order of modules, and this one has nothing to do.
    last = document.createElement('script');
    last.type = 'module';
    last.async = false;
    last.nonce = script.nonce;
    last.src = policy()?.createScriptURL(import.meta.url) ?? import.meta.url;
  }
  return new Promise((resolve) => {
    for (const type of ['load', 'error']) last.addEventListener(type, resolve);
    if (last === script) return;
    last.addEventListener('load', () => last.remove());
    script.after(last);
  });
}

/**
 * Undefined where there are no Trusted Types.
 * @type {TrustedTypePolicy|undefined}
 */
let made;

/** Marks what comes from the page's own markup, or from us, as trusted. */
function policy() {
  const same = (text) => text;
  return made ??= window.trustedTypes?.createPolicy?.('cookies-preferences', {
    createHTML: same, createScript: same, createScriptURL: same,
  });
}
