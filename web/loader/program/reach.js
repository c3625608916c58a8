/**
 * What the Go program can reach of an object by its prototype: of the nodes of
 * its own tree, of their events, of errors and of wasm_exec.js. Whatever leads on
 * from there, ownerDocument, parentNode, view or constructor, is not among it.
 */
const INHERITED = new Set(`
  addEventListener appendChild checkVisibility checked close firstChild firstElementChild focus getAttribute isConnected
  open removeAttribute removeChild removeEventListener replaceChild scrollIntoView setAttribute showModal
  clientX clientY detail preventDefault stopImmediatePropagation target
  _makeFuncWrapper getTimezoneOffset message`.trim().split(/\s+/));

/** What it can set of its nodes. */
const SET = new Set('checked disabled hidden nodeValue open scrollTop'.split(' '));

/** The elements it can make: they fetch nothing and run nothing. */
const ELEMENTS = new Set(`
  a article b br button caption code dialog div em h1 h2 h3 h4 input label li nav ol p section span strong table tbody td
  th thead tr ul`.trim().split(/\s+/));

/** The attributes it can give them: none is a script, a style or the address of what is fetched. */
const ATTRIBUTES = /^(aria-[a-z]+|data-[a-z-]+|class|colspan|dir|for|href|id|lang|rel|role|rowspan|scope|tabindex|target|title|type)$/;

/**
 * The Reflect through which wasm_exec.js does all that the program asks of
 * JavaScript. Of what was made for the program, and of what it made, it reaches
 * all that is the object's own; of the rest, what is named above. Other names are
 * undefined, and cannot be set.
 */
export const reach = {
  get(target, key) {
    if (!readable(target, key)) return undefined;
    return key === 'setAttribute' ? setAttribute : Reflect.get(target, key);
  },
  set: (target, key, value) => writable(target, key) && Reflect.set(target, key, value),
  deleteProperty: (target, key) => writable(target, key) && Reflect.deleteProperty(target, key),
  // What the browser's functions are called on is the window where it is nothing.
  apply: (callee, target, values) => Reflect.apply(callee, target ?? Object.create(null), values),
  construct: (callee, values) => Reflect.construct(callee, values),
};

/** The functions that a function owns, as Object's, lead to every other. */
function readable(target, key) {
  return typeof target !== 'function' && (INHERITED.has(key) || Object.hasOwn(target, key));
}

/** What inherits from the browser's prototypes has setters there: of those, what is named above. */
function writable(target, key) {
  if (typeof target === 'function' || key === '__proto__') return false;
  if (SET.has(key) || Object.hasOwn(target, key)) return true;
  const prototype = Object.getPrototypeOf(target);
  return !prototype || prototype === Object.prototype || ArrayBuffer.isView(target) || Array.isArray(target);
}

/** setAttribute, as far as it is the program's. @this {Element} */
function setAttribute(...texts) {
  const [name, value] = texts.map(String); // once: what is no text may be another the next time
  if (!ATTRIBUTES.test(name) || (name === 'href' && !/^(https?:|mailto:|#)/.test(value))) {
    throw new Error(`the sandbox has no attribute ${name}="${value}"`);
  }
  this.setAttribute(name, value);
}

/** @param {string} tag @returns {string} the same, if the program may make such an element */
export function known(tag) {
  if (!ELEMENTS.has(tag)) throw new Error(`the sandbox has no element ${tag}`);
  return tag;
}
