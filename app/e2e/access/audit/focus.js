/**
 * Checks of the focus: where Tab stops, and whether the stop is visible.
 */
Object.assign(audit, (() => {
  const banner = () => document.querySelector('cookies-preferences')?.shadowRoot;
  const inBanner = (element) => element.getRootNode() === banner();
  const STOPS = 'button, a[href], summary, input:not([type=hidden]), iframe';

  /** The tab stops, in the document's order: of the open dialog, or of the banner and the page. */
  function stops() {
    const dialog = banner().querySelector('dialog[open]');
    return (dialog ? [dialog] : [banner(), document])
      .flatMap((root) => [...root.querySelectorAll(STOPS)])
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled
        && e.tabIndex >= 0)
      .flatMap((e) =>
        (e.localName === 'iframe' ? [...e.contentDocument.querySelectorAll('button')] : e));
  }

  /** The banner's stops, as a reader of the report finds them. */
  const ours = () => stops().filter(inBanner).map(audit.named);

  /** Whether all of an element is in the window, and nothing lies over its middle or its sides. */
  function inView(element) {
    const root = element.getRootNode();
    const reached = (x, y) => {
      const at = root.elementFromPoint(x, y);
      // A scroller's own bar, which lies over its content in WebKit.
      return element.contains(at)
        || (at?.contains(element) && getComputedStyle(at).overflowY === 'auto');
    };
    return [...element.getClientRects()].every(({ left, right, top, bottom }) => {
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const spots = [[x, y], [left + 2, y], [right - 2, y], [x, top + 2], [x, bottom - 2]];
      return left > -0.5 && top > -0.5 && right < innerWidth + 0.5 && bottom < innerHeight + 0.5
        && spots.every(([a, b]) => reached(a, b));
    });
  }

  /** The element that has the focus, in a shadow tree or a frame too. */
  function focused() {
    let element = document.activeElement ?? document.body;
    for (let inside = element; inside;) {
      element = inside;
      inside = (element.shadowRoot ?? element.contentDocument)?.activeElement;
    }
    return element;
  }

  /** The focused stop, once the page has stopped scrolling. */
  async function stop() {
    for (let before; before !== scrollY;) {
      before = scrollY;
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    }
    audit.finish();
    const element = focused();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      what: audit.named(element),
      number: stops().indexOf(element),
      inBanner: inBanner(element),
      seen: inView(element),
      outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    };
  }

  /** The banner's stops where Tab goes backwards for the eye: up, or back on the same line. */
  function backwards() {
    const list = stops().filter(inBanner);
    return list.slice(1).flatMap((next, i) => {
      const [a, b] = [list[i], next].map((e) => e.getBoundingClientRect());
      const sameLine = b.top < a.bottom - 1 && a.top < b.bottom - 1;
      const above = b.bottom <= a.top + 1 && b.left < a.right;
      const back = above || (sameLine && b.right <= a.left + 1);
      return back ? [`${audit.named(list[i])}, then ${audit.named(next)}`] : [];
    });
  }

  return { stops, ours, stop, backwards };
})());
