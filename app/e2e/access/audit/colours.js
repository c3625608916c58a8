/**
 * Colours as the audit sees them: composited over all that lies behind an element.
 */
globalThis.auditColours = (() => {
  /** Describes an element for the report. */
  function named(element) {
    const text = (element.innerText || element.labels?.[0]?.innerText || '').trim()
      .replace(/\s+/g, ' ').slice(0, 40);
    const classes = [...element.classList].map((name) => `.${name}`).join('');
    const name = element.id ? `#${element.id}` : classes;
    return `${element.localName}${name} « ${text} »`;
  }

  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const known = new Map();
  /** A colour as [red, green, blue, alpha], the first three in 0…255. */
  function rgba(colour) {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  }

  /** One colour painted over another. */
  function over(top, below) {
    const alpha = top[3] + below[3] * (1 - top[3]);
    if (alpha === 0) return [0, 0, 0, 0];
    const mixed = [0, 1, 2].map(
      (i) => (top[i] * top[3] + below[i] * below[3] * (1 - top[3])) / alpha);
    return [...mixed, alpha];
  }

  const above = (element) => element.assignedSlot ?? element.parentElement
    ?? element.getRootNode().host ?? element.ownerDocument.defaultView.frameElement;

  /**
   * Colours as painted on an element, composited with every background and
   * opacity from it to the page's canvas. An unknown backdrop is an error.
   */
  function painted(element, colours) {
    let layers = colours;
    for (let at = element; at; at = above(at)) {
      const style = getComputedStyle(at);
      const backing = layers.at(-1);
      if (style.backgroundImage !== 'none' && backing[3] < 1) {
        throw new Error(`${named(at)} has a background image`);
      }
      const opacity = Number(style.opacity);
      layers = layers.map((layer) => over(layer, rgba(style.backgroundColor)))
        .map(([r, g, b, a]) => [r, g, b, a * opacity]);
      if (style.position === 'fixed' && layers.at(-1)[3] < 1) {
        throw new Error(`${named(at)} is see-through`);
      }
    }
    const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
      && matchMedia('(prefers-color-scheme: dark)').matches;
    return layers.map((layer) => over(layer, dark ? [18, 18, 18, 1] : [255, 255, 255, 1]));
  }
  const CLEAR = [0, 0, 0, 0];
  const background = (element) => painted(element, [CLEAR])[0];
  const on = (element, colour) => painted(element, [rgba(colour), CLEAR])[0];

  function luminance(colour) {
    const [r, g, b] = colour.slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  return { named, rgba, above, painted, background, on, contrast, CLEAR };
})();
