import { createReplacement } from './replaced.js';

/** A text that ends within a script, whose own text is not complete then. */
const WITHIN_SCRIPT = /<script\b(?![^]*<\/script[\s/>])/i;

/** What may stand in a <head>. */
const METADATA = 'base,link,meta,noscript,script,style,template,title';

/**
 * Puts what a script writes with document.write at the script's own place. The browser parses
 * it in a document apart, from which each node moves into the page at once: the script finds
 * what it has written, and an element that is still open goes on being filled there.
 *
 * @param {object} parts
 * @param {() => HTMLScriptElement|undefined} parts.caller the script that was let in and calls us
 * @param {(html: string) => string|TrustedHTML} parts.trusted
 * @param {(script: HTMLScriptElement) => {script: HTMLScriptElement, end?: Promise<unknown>}}
 *   parts.run runs a script that was written; end settles once an external one has run
 * @param {typeof import('../start/report.js').report} parts.report
 */
export function createWriting({ caller, trusted, run, report }) {
  const page = window.document;

  /**
   * What a script writes: the document in which it is parsed, the element there that it comes
   * into, the last node moved, the text so far, and when the scripts in it have run.
   * @type {WeakMap<Element, {parser: Document, root: Element, last: Node, text: string,
   *   turn?: Promise<unknown>}>}
   */
  const writings = new WeakMap();
  /** The scripts that were written, once they are seen. @type {WeakSet<Element>} */
  const seen = new WeakSet();

  function writingOf(script) {
    let writing = writings.get(script);
    if (!writing) {
      const parser = document.implementation.createHTMLDocument('');
      parser.write(trusted('<!doctype html><body><x-written>'));
      writing = { parser, root: parser.querySelector('x-written'), last: script, text: '' };
      writings.set(script, writing);
    }
    return writing;
  }

  /** Moves a node after the last one. */
  function place(writing, node) {
    const { last } = writing;
    const isMetadata = node.nodeType === 1 ? node.matches(METADATA) : !node.data.trim();
    if (last.parentNode === page.head && !isMetadata) page.body.prepend(node); // as parsers do
    else if (last.isConnected) last.after(node);
    else page.body.append(node); // the script has removed itself
    writing.last = node;
  }

  /** Runs the scripts in a node that was written: at once, or after the external ones. */
  function runScripts(writing, node) {
    if (node.nodeType !== 1) return;
    const scripts = node.localName === 'script' ? [node] : node.querySelectorAll('script');
    for (const source of scripts) {
      if (seen.has(source)) continue;
      seen.add(source);
      const start = () => {
        const { script, end } = run(source);
        seen.add(script);
        if (writing.last === source) writing.last = script;
        return end;
      };
      writing.turn = writing.turn?.then(start) ?? start();
    }
  }

  /** @param {'write'|'writeln'} name @param {string[]} texts */
  function write(script, name, texts) {
    const writing = writingOf(script);
    const { parser, root, last } = writing;
    try {
      parser[name](...texts);
    } catch (error) {
      report('policy', error, `, in ${script.src || `"${script.text.trim().slice(0, 80)}"`}`);
      throw error; // as document.write does
    }
    writing.text += texts.join('');
    // The document apart reads what is for browsers without scripts.
    for (const it of root.querySelectorAll('noscript')) it.replaceChildren();
    const nodes = [...root.childNodes];
    for (const node of nodes) place(writing, node);
    if (WITHIN_SCRIPT.test(writing.text)) return;
    for (const node of last === script ? nodes : [last, ...nodes]) runScripts(writing, node);
  }

  /** A method that serves scripts that were let in, and the page as before. */
  const instead = (name, serve) => [page, name, ({ value }) => ({
    writable: true,
    value(...values) {
      const script = values.length < 3 || name.startsWith('write') ? caller() : undefined;
      return script ? serve(script, values) : value.apply(page, values);
    },
  })];

  return createReplacement([
    instead('write', (script, texts) => write(script, 'write', texts)),
    instead('writeln', (script, texts) => write(script, 'writeln', texts)),
    // While a page is parsed, these two do nothing.
    instead('open', () => page),
    instead('close', () => {}),
  ]);
}
