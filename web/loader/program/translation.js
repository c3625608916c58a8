/**
 * What stands in the place of each text of the program's: a browser's translator replaces
 * texts by elements of its own, and the program still has the old ones.
 * @type {WeakMap<Text, ChildNode>}
 */
const standIns = new WeakMap();

/** Notes what replaces the texts in a node. @param {Node} container */
export function watchTranslation(container) {
  new MutationObserver((records) => {
    for (const { addedNodes, nextSibling, previousSibling, removedNodes } of records) {
      const standIn = [addedNodes[0], nextSibling, previousSibling]
        .find((node) => node?.localName === 'font');
      if (standIn && removedNodes[0]?.nodeType === Node.TEXT_NODE) {
        standIns.set(removedNodes[0], standIn);
      }
    }
  }).observe(container, { __proto__: null, childList: true, subtree: true });
}

/** Puts a text back that was translated, since the program is about to change it. */
export function bringBack(text) {
  if (standIns.get(text)?.isConnected && !text.isConnected) standIns.get(text).replaceWith(text);
}
