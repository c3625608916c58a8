/**
 * Lets the program take over nodes that are there already, as if it had made
 * them: no flash, no shift, and what has the focus keeps it.
 *
 * go-app draws by making each element, then its children, then putting them in.
 * Asked for an element or a text in that order, this gives the next of the nodes
 * that are there, as long as it is the same; putting it where it is already does
 * nothing. From the first difference on, the program's own nodes replace the
 * rest.
 *
 * @param {HTMLElement} mount its first child is what is taken over
 * @returns {{body: HTMLElement, createElement: (tag: string) => Element, createTextNode: (text: string) => Text, end: () => void, release: () => void}}
 */
export function adopt(mount) {
  const waiting = [...nodesIn(mount)];
  const taken = new Set([mount]);
  keepChildren(mount);

  /** The next node if it is the same; from the first that is not, none. */
  function take(same) {
    if (!waiting.length) return null;
    if (!same(waiting[0])) {
      drop();
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

  function drop() {
    for (const node of waiting.splice(0)) node.remove();
  }

  return {
    body: mount,
    createElement: (tag) => take((node) => node.localName === tag) ?? document.createElement(tag),
    createTextNode: (text) => take((node) => node.nodeType === Node.TEXT_NODE && node.data === text)
      ?? document.createTextNode(text),
    /** Ends it: what the program did not take goes. */
    end() {
      drop();
      release();
    },
    /** Gives it up: the nodes are there as they were, what has the focus among them. */
    release,
  };
}

/** The elements and texts in an element, in the document's order. */
function* nodesIn(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
}

/** Has a node do nothing when a child is put where it is. */
function keepChildren(node) {
  const { appendChild, replaceChild } = Node.prototype;
  // Defined, for a page may have frozen the prototype: nothing can be assigned then.
  const own = (name, value) => Object.defineProperty(node, name, { __proto__: null, value, configurable: true });
  own('appendChild', (child) => (child.parentNode === node ? child : appendChild.call(node, child)));
  own('replaceChild', (next, old) => (next === old ? old : replaceChild.call(node, next, old)));
}
