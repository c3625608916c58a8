// Run by TestLongIdle before a page's own scripts: it notes every timer and frame that is
// asked for, and each that fires.
(() => {
  const pending = new Map();
  const watch = { pending, fired: [] };
  window.watch = watch;
  for (const [set, clear] of [
    ['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval'],
    ['requestAnimationFrame', 'cancelAnimationFrame'],
    ['requestIdleCallback', 'cancelIdleCallback'],
  ]) {
    const [setIt, clearIt] = [window[set], window[clear]];
    window[set] = (callback, ...rest) => {
      const id = setIt((...args) => {
        if (set !== 'setInterval') pending.delete(set + id);
        watch.fired.push(`${set} ${JSON.stringify(rest)}`);
        return callback(...args);
      }, ...rest);
      pending.set(set + id, `${set} ${JSON.stringify(rest)}`);
      return id;
    };
    window[clear] = (id) => {
      pending.delete(set + id);
      clearIt(id);
    };
  }
})();
