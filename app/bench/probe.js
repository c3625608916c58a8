// Watches a subject's notice from inside its page, and reports to the bench through
// the binding benchReport. It runs before the page's own scripts, and uses no
// promises, so that all microtasks are the subject's.
(config) => {
  if (window !== top) return;

  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()(performance.now());
  /** Calls back with the time once the current frame is rendered. */
  const afterFrame = (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(null);
  };

  const report = (name, at) => benchReport(JSON.stringify({ name, at, sinceClick: at - clickedAt }));

  /** The element at a path; each part after >>> is looked up in a shadow root. */
  const find = (path) => path.split(' >>> ').reduce(
    (root, selector) => (root?.shadowRoot ?? root)?.querySelector(selector), document);

  function seen(element) {
    if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0
      && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  }

  let clickedAt = 0;
  addEventListener('click', (event) => { if (event.isTrusted) clickedAt = event.timeStamp; }, true);

  let written = false;
  const record = new RegExp(config.record);
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(line) {
      cookie.set.call(this, line);
      if (!record.test(line)) return;
      if (!written) report('written', performance.now());
      written = true;
    },
  });

  let shown = false;
  let sought = null;
  function frame() {
    if (config.notice && seen(find(config.notice)) !== shown) {
      shown = !shown;
      const change = shown ? 'visible' : 'closed';
      afterFrame((now) => report(change, now));
    }
    if (shown && config.hurry && !written) afterFrame(() => find(config.refuse)?.click());
    if (sought && seen(find(sought)?.closest('dialog'))) {
      sought = null;
      afterFrame((now) => report('drawn', now));
    }
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);

  const entries = [];
  for (const type of ['paint', 'layout-shift', 'longtask']) {
    new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({ type, buffered: true });
  }
  function ownTasks() {
    const scripts = performance.getEntriesByType('resource')
      .filter(({ initiatorType }) => initiatorType === 'script');
    if (scripts.length === 0) return -1;
    const arrival = Math.min(...scripts.map(({ responseEnd }) => responseEnd));
    return entries.reduce((sum, entry) => (
      entry.entryType === 'longtask' && entry.startTime >= arrival ? sum + entry.duration : sum), 0);
  }

  Object.defineProperty(window, 'bench', { value: {
    /**
     * What the browser's own observers have seen. ownTasks are the long tasks since the
     * subject's first script arrived, -1 without one.
     */
    observed: () => ({
      fcp: entries.find((entry) => entry.name === 'first-contentful-paint')?.startTime ?? 0,
      cls: entries.reduce((sum, entry) => (entry.hadRecentInput === false ? sum + entry.value : sum), 0),
      longTasks: entries.reduce((sum, entry) => (entry.entryType === 'longtask' ? sum + entry.duration : sum), 0),
      ownTasks: ownTasks(),
      busyUntil: entries.reduce((last, entry) => (
        entry.entryType === 'longtask' ? Math.max(last, entry.startTime + entry.duration) : last), 0),
      now: performance.now(),
    }),

    /** The middle of an element in the viewport; null when there is none. */
    spot(path) {
      const box = find(path)?.getBoundingClientRect();
      return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
    },

    /** Reports 'drawn' once an element is there, in a visible dialog. */
    seek: (path) => { sought = path; },
  } });
}
