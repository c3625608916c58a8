/**
 * The loader: what a portal's page runs. It reads the cookie; with a valid
 * choice it opens window.cookiesPreferences and stops there, and without one it
 * has the Go program put up the notice.
 *
 * Go is the only author of records; the loader reads them, renews the very same
 * value, and erases it when the page asks for that.
 */
import { charters, wasmFile } from 'virtual:build';
import { createAPI } from './api.js';
import { createChoice } from './choice.js';
import { readConfig } from './config.js';
import { createProgram } from './program.js';
import { listenToOpeners } from './openers.js';
import { report } from './report.js';

const script = document.currentScript;

/** @returns {Promise<void>} when there is a <body> to stand in */
const bodyParsed = () =>
  new Promise((resolve) => {
    if (document.body) resolve();
    else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
  });

if (!window.cookiesPreferences) {
  const config = readConfig(script, { charters, report });
  const choice = createChoice(config);
  const program = createProgram({ config, choice, wasmFile, bodyParsed, report });

  Object.defineProperty(window, 'cookiesPreferences', {
    value: createAPI({ choice, program }),
    enumerable: true,
  });
  listenToOpeners(() => program.request('open'));

  if (choice.get()) choice.renew();
  else program.start();
}
