/**
 * Runs Lighthouse on pages, as a phone and as a desktop, in the Chromium that is
 * given, which goes to no other host. It is run where Lighthouse is installed.
 *
 *     node run.mjs CHROMIUM HOST-RULES ADDRESS…
 *
 * On standard output: [{page, device, accessibility, bestPractices, failures}].
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const installed = createRequire(`${process.cwd()}/`);
const load = (name) => import(pathToFileURL(installed.resolve(name)));
const { default: lighthouse, desktopConfig } = await load('lighthouse');
const { launch } = await load('chrome-launcher');

const [chromePath, hosts, ...addresses] = process.argv.slice(2);
const CATEGORIES = ['accessibility', 'best-practices'];

const chrome = await launch({
  chromePath,
  logLevel: 'silent',
  chromeFlags: [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
    `--host-resolver-rules=${hosts}`,
  ],
});

/** Every audit of a category that is not passed, with the elements it names. */
function failures({ audits, categories }) {
  const referred = CATEGORIES.flatMap((category) => categories[category].auditRefs);
  return referred.map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 1).map(({ id, title, details }) => {
    const items = (details?.items ?? []).map((item) => item.node?.snippet ?? item.description ?? item.url ?? '');
    return [`${id}: ${title}`, ...items].join(' ');
  });
}

const scores = [];
try {
  for (const address of addresses) {
    for (const [device, config] of [['phone', undefined], ['desktop', desktopConfig]]) {
      const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' }, config);
      if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
      scores.push({
        page: new URL(address).pathname,
        device,
        accessibility: lhr.categories.accessibility.score,
        bestPractices: lhr.categories['best-practices'].score,
        failures: failures(lhr),
      });
    }
  }
} finally {
  chrome.kill();
}
console.log(JSON.stringify(scores));
