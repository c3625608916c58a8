/**
 * Builds an element of what the build rendered.
 *
 * @param {[tag: string, attributes: Record<string, string>, ...children: (string|any[])[]]} tree
 * @param {Record<string, string>} holes without prototype: what stands for the holes in its texts, each a
 *   character, and for the attributes that are one
 * @param {Document} [page] that it is for
 */
export function draw([tag, attributes, ...children], holes, page = document) {
  const node = page.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    node.setAttribute(name, holes[value] ?? value);
  }
  for (const child of children) {
    node.append(typeof child === 'string' ? child.replace(/[\ue000\ue001]/, (hole) => holes[hole])
      : draw(child, holes, page));
  }
  return node;
}

/**
 * Puts aside an accent that is no colour, with which buttons would not be seen. Not by
 * CSS.registerProperty: for that, browsers work out the style of the whole page again.
 *
 * @param {HTMLElement} parent of an element of class cookies, once that is drawn
 */
export function checkAccent({ style, firstChild }) {
  style.removeProperty('--cookies-accent'); // it may have become one
  if (firstChild && getComputedStyle(firstChild).floodColor === 'rgb(0, 0, 0)') style.setProperty('--cookies-accent', 'initial');
}

/** Gives a document, or a shadow root of it, a style. @param {Document|ShadowRoot} root @param {string} css */
export function dress(root, css) {
  const page = root.ownerDocument ?? root;
  try {
    const sheet = new page.defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Browsers of before 2023. A policy may forbid it; plain is better than nothing.
    const style = page.createElement('style');
    style.append(css);
    (root.head ?? root).append(style);
  }
}
