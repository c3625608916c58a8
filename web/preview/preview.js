import { charters } from 'virtual:build';
import { createHost } from '../loader/host.js';
import { report } from '../loader/report.js';

/**
 * What the Go program finds in the preview's own page, where no loader runs.
 * The page talks to its banner in Go, and gives it the charter's text.
 */
window.cookiesPreferencesHost = {
  ...createHost({
    config: null,
    journal: () => [],
    changed() {},
    report,
    focusLost: () => [null, document.body].includes(document.activeElement),
    onRequest() {},
  }),
  /** The published charters' versions, by host. */
  versions: charters,
};
