import { bringBack } from './translation.js';

/**
 * The members that the Go program may read through a prototype: of its own nodes, their
 * events, errors and wasm_exec.js. Members that lead to the page, such as ownerDocument,
 * parentNode, view or constructor, are not among them.
 */
const INHERITED = new Set(`
  addEventListener appendChild checked firstChild firstElementChild getAttribute open
  removeAttribute removeChild removeEventListener replaceChild setAttribute
  clientX clientY detail preventDefault stopImmediatePropagation target
  _makeFuncWrapper getTimezoneOffset message`.trim().split(/\s+/));

/** The members of its nodes that it may set. */
const SETTABLE = new Set('checked disabled nodeValue'.split(' '));

/** The elements it may create: they fetch nothing and run nothing. */
const ELEMENTS = new Set(`
  a button caption code details dialog div h2 h3 input label li nav ol p section span strong
  summary table tbody td th thead tr ul`.trim().split(/\s+/));

/** The attributes it may set: no script, no style, no address that is fetched. */
const ATTRIBUTES = new RegExp(`^(${[
  'aria-[a-z]+', 'data-[a-z-]+', 'class', 'for', 'href', 'id', 'lang', 'rel', 'role', 'scope',
  'tabindex', 'target', 'type',
].join('|')})$`);

/**
 * The Reflect through which wasm_exec.js does everything that the program asks of
 * JavaScript. An object's own members are all allowed, inherited ones only if named
 * above; others are undefined and cannot be set.
 */
export const guardedReflect = {
  get(target, key) {
    if (!readable(target, key)) return undefined;
    return key === 'setAttribute' ? setAttribute : Reflect.get(target, key);
  },
  set(target, key, value) {
    if (key === 'nodeValue') bringBack(target);
    return writable(target, key) && Reflect.set(target, key, value);
  },
  deleteProperty: (target, key) => writable(target, key) && Reflect.deleteProperty(target, key),
  // Without a receiver, the browser's functions would take the window.
  apply(callee, target, values) {
    values.forEach(bringBack);
    return Reflect.apply(callee, target ?? Object.create(null), values);
  },
  construct: (callee, values) => Reflect.construct(callee, values),
};

/** No function's own members: those of Object, for one, lead to every other object. */
function readable(target, key) {
  return typeof target !== 'function' && (INHERITED.has(key) || Object.hasOwn(target, key));
}

/** The browser's objects have setters on their prototypes: only those named above are allowed. */
function writable(target, key) {
  if (typeof target === 'function' || key === '__proto__') return false;
  if (SETTABLE.has(key) || Object.hasOwn(target, key)) return true;
  const prototype = Object.getPrototypeOf(target);
  return !prototype || prototype === Object.prototype || ArrayBuffer.isView(target)
    || Array.isArray(target);
}

/** setAttribute for the attributes above. @this {Element} */
function setAttribute(...values) {
  const [name, value] = values.map(String); // once: an object may convert differently each time
  if (!ATTRIBUTES.test(name) || (name === 'href' && !/^(https?:|mailto:|#)/.test(value))) {
    throw new Error(`the sandbox has no attribute ${name}="${value}"`);
  }
  this.setAttribute(name, value);
}

/** @param {string} tag @returns {string} the same, if the program may create such an element */
export function allowedElement(tag) {
  if (!ELEMENTS.has(tag)) throw new Error(`the sandbox has no element ${tag}`);
  return tag;
}
