/**
 * Lets the program take over nodes that are there already, as if it had created them:
 * nothing flashes or moves, and the focus stays where it is.
 *
 * go-app creates each element, then its children, then inserts these. Asked for an
 * element or a text in that order, hydration returns the next existing node, as long as
 * it matches; inserting a node where it is already does nothing. From the first
 * difference on, the program's own nodes replace the rest.
 *
 * @param {HTMLElement} container its first child is hydrated
 * @returns {{body: HTMLElement, createElement: (tag: string) => Element,
 *   createTextNode: (text: string) => Text, end: () => void, release: () => void}}
 */
export function hydrate(container) {
  const waiting = [...nodesIn(container)];
  const taken = new Set([container]);
  keepChildren(container);

  /** The next node if it matches; none after the first mismatch. */
  function take(matches) {
    if (!waiting.length) return null;
    if (!matches(waiting[0])) {
      removeRest();
      return null;
    }
    const node = waiting.shift();
    taken.add(node);
    keepChildren(node);
    return node;
  }

  function release() {
    for (const node of taken) {
      delete node.appendChild;
      delete node.replaceChild;
    }
  }

  function removeRest() {
    for (const node of waiting.splice(0)) node.remove();
  }

  return {
    body: container,
    createElement: (tag) => take((node) => node.localName === tag) ?? document.createElement(tag),
    createTextNode: (text) => take((node) => node.nodeType === Node.TEXT_NODE && node.data === text)
      ?? document.createTextNode(text),
    /** Ends the hydration and removes the nodes that the program did not take. */
    end() {
      removeRest();
      release();
    },
    /** Gives the hydration up: the nodes stay as they are, the focus included. */
    release,
  };
}

/** The elements and texts in an element, in document order. */
function* nodesIn(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
}

/** Makes a node ignore the insertion of a child where it is already. */
function keepChildren(node) {
  const { appendChild, replaceChild } = Node.prototype;
  // Defined, not assigned: assigning fails where the page has frozen the prototype.
  const define = (name, value) => Object.defineProperty(
    node, name, { __proto__: null, value, configurable: true });
  define('appendChild',
    (child) => (child.parentNode === node ? child : appendChild.call(node, child)));
  define('replaceChild',
    (next, old) => (next === old ? old : replaceChild.call(node, next, old)));
}
