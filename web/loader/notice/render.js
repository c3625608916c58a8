/**
 * Creates an element from a tree that the build rendered.
 *
 * @param {[tag: string, attributes: Record<string, string>, ...children: (string|any[])[]]} tree
 * @param {Record<string, string>} holes an object without prototype: what fills each hole; a hole
 *   is a character in a text, or an attribute's whole value. One without a value stays
 * @param {Document} [page] that it is for
 */
export function renderTree([tag, attributes, ...children], holes, page = document) {
  const node = page.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    node.setAttribute(name, holes[value] ?? value);
  }
  for (const child of children) {
    node.append(typeof child === 'string'
      ? child.replace(/[\ue000-\ue009]/g, (hole) => holes[hole] ?? hole)
      : renderTree(child, holes, page));
  }
  return node;
}

/**
 * Resets an accent that is not a colour: it would make the buttons invisible. It doesn't
 * use CSS.registerProperty, which makes browsers restyle the whole page.
 *
 * @param {HTMLElement} view of class cookies, already rendered
 */
export function checkAccent(view) {
  view.style.removeProperty('--cookies-accent'); // it may be a colour by now
  if (getComputedStyle(view).floodColor === 'rgb(0, 0, 0)') {
    view.style.setProperty('--cookies-accent', 'initial');
  }
}

/**
 * Adds a stylesheet.
 *
 * @param {Document|ShadowRoot} root
 * @param {string} css
 * @returns {() => void} removes it
 */
export function adoptStyles(root, css) {
  const page = root.ownerDocument ?? root;
  try {
    const sheet = new page.defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((it) => it !== sheet);
    };
  } catch {
    // Browsers older than 2023. A policy may forbid this too: then the banner is unstyled.
    const style = page.createElement('style');
    style.append(css);
    (root.head ?? root).append(style);
    return () => style.remove();
  }
}
