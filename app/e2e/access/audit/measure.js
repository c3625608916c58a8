/**
 * Measures of a page: contrast, focus rings, targets, each by the
 * browser's own computed styles. The page's audit.… functions return plain lists.
 */
globalThis.audit = (() => {
  const { named, rgba, above, painted, background, on, contrast, CLEAR } = auditColours;
  const banner = () => document.querySelector('cookies-preferences')?.shadowRoot;
  const styleOf = (element) => getComputedStyle(element);

  /** The elements measured: the open dialog, or the banner and waiting frames; else the page. */
  function roots() {
    const within = banner() ?? document;
    const dialog = within.querySelector('dialog[open]');
    if (dialog) return [dialog];
    return [...(banner()?.querySelectorAll('.cookies') ?? [document.body]),
      ...waitingFrames().map(({ body }) => body)];
  }

  /** Whether an element is visible: visually hidden text is clipped away. */
  function seen(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let at = element; at; at = at.parentElement) {
      if (styleOf(at).clipPath === 'inset(50%)') return false;
    }
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1;
  }

  const all = (selector) =>
    roots().flatMap((root) => [...root.querySelectorAll(selector)]).filter(seen);
  const CONTROLS =
    'button, a[href], input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const controls = () => all(CONTROLS);

  /**
   * The colour of an element's text. Under forced colours, browsers don't expose the fill that
   * they paint.
   */
  const ink = (style) =>
    (matchMedia('(forced-colors: active)').matches ? style.color : style.webkitTextFillColor);

  /**
   * Each element with visible text of its own: its contrast, and what it needs (WCAG 1.4.3). With
   * more, it needs what 1.4.6 asks for, but for controls in the portal's own colour.
   */
  function texts(within = roots(), more = false) {
    const themed = banner()
      && getComputedStyle(banner().host).getPropertyValue('--cookies-accent') !== '';
    const strong = (e) => more && !(themed && e.closest(CONTROLS));
    const hasText = (e) =>
      [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
    return within.flatMap((root) => [root, ...root.querySelectorAll('*')])
      .filter((e) => hasText(e) && seen(e))
      .map((e) => {
        const style = styleOf(e);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const [text, behind] = painted(e, [rgba(ink(style)), CLEAR]);
        const need = strong(e) ? [4.5, 7] : [3, 4.5];
        return { what: named(e), value: contrast(text, behind), need: need[large ? 0 : 1] };
      });
  }

  /** How far an element's fill or border stands out of what surrounds it. */
  function edge(element) {
    const style = styleOf(element);
    const around = background(above(element));
    const fill = contrast(background(element), around);
    const border = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none'
      ? contrast(on(above(element), style.borderTopColor), around) : 1;
    return Math.max(fill, border);
  }

  const CHOICES = ['accept', 'refuse', 'customize', 'accept-all', 'refuse-all', 'save', 'allow']
    .map((id) => `#cookies-${id}`).join();
  const choices = () => all(CHOICES);
  /**
   * The banner's; those of the workshop are drawn by the browser itself, which WCAG 1.4.11 leaves
   * alone.
   */
  const switches = () =>
    all('input[type=checkbox]').filter((e) => styleOf(e).appearance === 'none');

  /** The choices' buttons, the switches and their knobs: 3:1 (WCAG 1.4.11). */
  function edges() {
    const buttons = choices().map((e) => ({ what: named(e), value: edge(e), need: 3 }));
    const toggles = switches().filter((e) => !e.disabled).flatMap((e) => {
      const knob = ['::before', '::after'].map((part) => getComputedStyle(e, part))
        .find(({ content }) => content !== 'none');
      const inside = knob ? contrast(on(e, knob.backgroundColor), background(e)) : 0;
      return [{ what: named(e), value: edge(e), need: 3 },
        { what: `the knob of ${named(e)}`, value: inside, need: 3 }];
    });
    return [...buttons, ...toggles];
  }

  /** The focus ring of a control, against what it touches: 3:1, at least 2 px wide. */
  function ring(element) {
    const style = styleOf(element);
    const width = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
    if (width < 2) return { what: named(element), value: 0, need: 3 };
    const offset = parseFloat(style.outlineOffset);
    const around = above(element);
    const colour = on(around, style.outlineColor);
    const touched = [];
    if (offset > -width) touched.push(background(around));
    if (offset < 1) touched.push(background(element));
    const value = Math.min(...touched.map((other) => contrast(colour, other)));
    return { what: named(element), value, need: 3 };
  }
  const focusable = () => controls().filter((e) => e.tabIndex >= 0 && !e.disabled);

  /** The focus rings of all controls, whose focus is simulated. */
  const rings = () => focusable().map(ring);

  /** The same with the focus itself, for browsers that can't simulate it. */
  const focusRings = () => focusable().map((e) => {
    e.focus({ focusVisible: true });
    return ring(e);
  });

  /**
   * Under forced colours: the border of each choice and switch; other buttons may be underlined
   * instead, or have the browser's own arrow.
   */
  function borders() {
    const bound = [...choices(), ...switches()];
    const others = all('button, summary').filter((e) =>
      !bound.includes(e) && styleOf(e).display !== 'list-item'
      && !styleOf(e).textDecorationLine.includes('underline'));
    return [...bound, ...others].map((element) => {
      const style = styleOf(element);
      const there = parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== 'none';
      const around = above(element);
      const value = there ? contrast(on(around, style.borderTopColor), background(around)) : 0;
      return { what: named(element), value, need: element.disabled ? 1.01 : 3 };
    });
  }

  /** Whether a link stands in a sentence: then the sentence sets its size (WCAG 2.5.8). */
  const inline = (e) => e.localName === 'a' && styleOf(e).display === 'inline'
    && e.parentElement.innerText.trim().length > e.innerText.trim().length;

  /** The smaller side of each target, a switch with its label, and the height of the choices. */
  function targets() {
    const list = controls().filter((e) => !inline(e)).map((element) => {
      const boxes = [element, ...(element.labels ?? [])].map((e) => e.getBoundingClientRect());
      const side = (low, high) =>
        Math.max(...boxes.map((b) => b[high])) - Math.min(...boxes.map((b) => b[low]));
      const value = Math.min(side('left', 'right'), side('top', 'bottom'));
      return { what: named(element), value, need: 24 };
    });
    return [...list, ...choices().map((e) =>
      ({ what: `the height of ${named(e)}`, value: e.getBoundingClientRect().height, need: 44 }))];
  }

  /** The words on a control: those of its label, without the ones for screen readers alone. */
  function wordsOn(element) {
    const label = element.labels?.[0] ?? element;
    const texts = label.ownerDocument.createTreeWalker(label, NodeFilter.SHOW_TEXT);
    const words = [];
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (seen(parentElement) && !parentElement.closest('option')) words.push(data);
    }
    return words.join('').trim();
  }

  /** What a control does: no two controls do the same, but for links and those of frames. */
  function doing(element, index) {
    const frame = element.ownerDocument.defaultView.frameElement;
    if (element.href) return element.href;
    if (element.id === 'cookies-manage') return 'opens the preferences';
    if (frame && element.id === 'cookies-allow') return `allows ${frame.dataset.cookies}`;
    return `control ${index}`;
  }

  /** Each control, the words on it and what it does, in the order of audit.controls(). */
  const labels = () => controls().map((e, index) =>
    ({ what: named(e), words: wordsOn(e), does: doing(e, index) }));

  /** All texts in sight. */
  const shown = () => texts().map(({ what }) => what);

  const waitingFrames = () => [...document.querySelectorAll('iframe[data-cookies]')]
    .map((frame) => frame.contentDocument).filter(Boolean);

  /** The rendered markup: the page's, the banner's in a page of its own, and waiting frames'. */
  function markup() {
    const wrap = (html) => '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
      + `<title>Bandeau</title></head><body>${html}</body></html>`;
    const frames = waitingFrames().map(({ body }) => wrap(body.innerHTML));
    const page = `<!DOCTYPE html>\n${document.documentElement.outerHTML}`;
    return banner() ? [page, wrap(banner().innerHTML), ...frames] : [page];
  }

  /**
   * All rules of axe-core but the deprecated ones and some, on the page, its shadow roots and its
   * frames.
   */
  async function check(off) {
    const rules = axe.getRules().filter(({ ruleId, tags }) =>
      !tags.includes('deprecated') && !off.includes(ruleId));
    const found = await axe.run(document, {
      runOnly: { type: 'rule', values: rules.map(({ ruleId }) => ruleId) },
      resultTypes: ['violations', 'incomplete'],
    });
    const brief = (results) => results.flatMap(({ id, nodes }) => nodes.map((node) => ({
      rule: id,
      target: node.target.flat().join(' '),
      markup: node.html.slice(0, 160),
      why: node.failureSummary,
    })));
    return { violations: brief(found.violations), incomplete: brief(found.incomplete) };
  }

  const documents = () => [document, banner(), ...waitingFrames()].filter(Boolean);
  const animations = () => documents().flatMap((within) => within.getAnimations());

  /** Finishes every transition. */
  function finish() {
    for (const animation of animations()) {
      if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  }

  /** Everything that moves or would: running animations, lasting transitions, smooth scrolling. */
  function motion() {
    const elements = documents().flatMap((within) => [...within.querySelectorAll('*')]);
    const lasts = (value) => value.split(',').some((time) => parseFloat(time) > 0.00002);
    const parts = ['', '::before', '::after', '::backdrop'];
    const moving = elements.flatMap((e) => parts.filter((part) => {
      const style = getComputedStyle(e, part);
      return lasts(style.transitionDuration) || style.scrollBehavior === 'smooth'
        || (style.animationName !== 'none' && lasts(style.animationDuration));
    }).map((part) => named(e) + part));
    return [...moving,
      ...animations().map((a) => `${a.constructor.name} on ${named(a.effect.target)}`)];
  }

  /** What something else shows through: parts of the banner, and the veil behind its dialog. */
  function seeThrough() {
    const partly = (alpha) => alpha > 0 && alpha < 1;
    const parts = ['', '::before', '::after', '::backdrop'];
    return roots().flatMap((root) => [root, ...root.querySelectorAll('*')]).filter(seen)
      .flatMap((e) => parts.filter((part) => {
        if (part === '::backdrop' && !e.matches('dialog')) return false;
        const { backgroundColor, opacity, filter, backdropFilter } = getComputedStyle(e, part);
        return partly(rgba(backgroundColor)[3]) || Number(opacity) < 1
          || [filter, backdropFilter].some((value) => value !== 'none');
      }).map((part) => named(e) + part));
  }

  const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`;
  /** Held: WebKit forgets the object of a sheet that only a document refers to. */
  const spaced = new Set();
  /** Sets WCAG 1.4.12's distances, or ends them. */
  function space(on) {
    for (const root of documents()) {
      const sheets = [...root.adoptedStyleSheets].filter((sheet) => !spaced.has(sheet));
      if (on) {
        const sheet = new (root.defaultView ?? window).CSSStyleSheet();
        sheet.replaceSync(SPACING);
        spaced.add(sheet);
        sheets.push(sheet);
      }
      root.adoptedStyleSheets = sheets;
    }
  }

  /** Lists what is clipped: boxes that hide what overflows them, buttons that their text leaves. */
  function clipped() {
    const within = roots().flatMap((root) => [...root.querySelectorAll('*')]).filter(seen);
    const hides = (value) => ['hidden', 'clip'].includes(value);
    const boxes = within.filter((e) =>
      (hides(styleOf(e).overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (hides(styleOf(e).overflowY) && e.scrollHeight > e.clientHeight + 1));
    const left = within.filter((e) => e.closest('button, summary')).filter((e) => {
      const box = e.closest('button, summary').getBoundingClientRect();
      return [...e.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).some((node) => {
        const text = document.createRange();
        text.selectNode(node);
        return [...text.getClientRects()].some((r) =>
          r.left < box.left - 1 || r.right > box.right + 1
          || r.top < box.top - 1 || r.bottom > box.bottom + 1);
      });
    });
    return [...boxes, ...left].map(named);
  }

  /** The share of the window that the notice covers, and what scrolls; null without a notice. */
  function notice() {
    const element = banner()?.querySelector('.notice');
    if (!element || !seen(element)) return null;
    return {
      covers: (element.offsetWidth * element.offsetHeight) / (innerWidth * innerHeight),
      scrolls: [element, ...element.querySelectorAll('*')]
        .filter((e) => e.scrollHeight > e.clientHeight + 1 && styleOf(e).overflowY !== 'visible')
        .map(named),
      overflow: [document.documentElement, document.body].map((e) => styleOf(e).overflow).join(),
    };
  }

  return {
    texts, edges, rings, focusRings, borders, targets, markup, check, finish, motion, space,
    clipped, notice, controls, edge, named, labels, shown, seeThrough,
  };
})();
