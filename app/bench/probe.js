// Watches a subject's notice from inside its page. It runs before the page's own scripts, and
// makes no promise before the bench asks for one, so that all microtasks are the subject's.
(config) => {
  if (window !== top) return;

  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()(performance.now());
  /** Calls back with the time when the current task is over, with the frame that it renders. */
  const afterTask = (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(null);
  };

  const moments = {};
  const awaited = {};
  const note = (name, at = performance.now()) => {
    moments[name] ??= at;
    awaited[name]?.();
  };

  /** The element at a path; each part after >>> is looked up in a shadow root. */
  const find = (path) => path.split(' >>> ').reduce(
    (root, selector) => (root?.shadowRoot ?? root)?.querySelector(selector), document);

  function seen(element) {
    if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
      return false;
    }
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0
      && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  }

  addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    note(opened ? 'tried' : 'clicked', event.timeStamp);
    if (opened) afterTask(look);
  }, true);

  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (...args) => {
    note('instantiated');
    const { setAttribute } = Element.prototype; // observers would wait for the end of the task
    Element.prototype.setAttribute = function (name, value) {
      setAttribute.call(this, name, value);
      if (name === 'data-program') note(value);
    };
    return instantiate(...args);
  };

  const record = new RegExp(config.record);
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(line) {
      cookie.set.call(this, line);
      if (record.test(line)) note('written');
    },
  });

  const state = (control) => control?.checked ?? control?.ariaPressed;

  let shown = false;
  let opened = false;
  let before;

  /** Looks whether the control has changed. */
  function look() {
    if (state(find(config.control)) !== before) note('reacted');
  }

  function frame() {
    if (config.notice && seen(find(config.notice)) !== shown) {
      shown = !shown;
      const change = shown ? 'visible' : 'closed';
      afterTask((now) => note(change, now));
    }
    if (shown && config.hurry && !moments.written) afterTask(() => find(config.refuse)?.click());
    if (!opened && config.dialog && moments.clicked && seen(find(config.dialog))) {
      opened = true;
      before = state(find(config.control));
      afterTask((now) => note('opened', now));
    } else if (opened) look();
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);

  const entries = [];
  for (const type of ['paint', 'longtask']) {
    new PerformanceObserver((list) => entries.push(...list.getEntries()))
      .observe({ type, buffered: true });
  }

  Object.defineProperty(window, 'bench', { value: {
    /** A promise of all moments, in ms since navigation, once those of the names have come. */
    moments: (names) => Promise.all(names.map((name) => new Promise((done) => {
      if (name in moments) done();
      else awaited[name] = done;
    }))).then(() => moments),

    /** A promise of whether the control in the preferences has reacted, or does so soon. */
    reacts: () => new Promise((done) => {
      setTimeout(() => done('reacted' in moments), 100);
      awaited.reacted = () => done(true);
    }),

    /** The figures of the browser's own observers. */
    observed() {
      const tasks = entries.filter(({ entryType }) => entryType === 'longtask');
      const responses = ['navigation', 'resource'].flatMap(
        (type) => performance.getEntriesByType(type));
      const arrivals = responses.filter(({ initiatorType }) => initiatorType === 'script')
        .map(({ responseEnd }) => responseEnd);
      const own = tasks.filter(({ startTime }) => startTime >= Math.min(...arrivals));
      const sum = (list, property) => list.reduce((total, entry) => total + entry[property], 0);
      const ends = [...tasks.map(({ startTime, duration }) => startTime + duration),
        ...responses.map(({ responseEnd }) => responseEnd)];
      return {
        fcp: entries.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? 0,
        ownTasks: arrivals.length > 0 ? sum(own, 'duration') : -1,
        bytes: sum(responses, 'transferSize'),
        idleFor: performance.now() - Math.max(...ends),
        asks: shown,
      };
    },

    /** The middle of an element, scrolled into the viewport; null when there is none. */
    spot(path) {
      find(path)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const box = find(path)?.getBoundingClientRect();
      return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
    },
  } });
}
