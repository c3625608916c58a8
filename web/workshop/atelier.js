import { wire } from 'virtual:build';
import 'virtual:wasm-exec';
import { fetchProgram } from '../loader/wasm.js';

/**
 * The workshop's page: it registers the service worker, gives the Go program what it
 * needs of the browser (app/workshop/browser.go), and runs it.
 */
const base = new URL('.', location.href).href;

/** How many charters are kept for pages of trial. */
const DRAFTS = 30;

/** Has the service worker come: its files, megabytes, wait for those of the program. */
let fetched;

/** Whether there is a service worker. @type {Promise<boolean>} */
const worker = new Promise((resolve) => { fetched = resolve; }).then(registerWorker);

async function registerWorker() {
  try {
    const { installing } = await navigator.serviceWorker.register('worker.js');
    const none = new Promise((resolve) => {
      installing?.addEventListener('statechange', () => { if (installing.state === 'redundant') resolve(); });
    });
    return Boolean(await Promise.race([navigator.serviceWorker.ready, none]));
  } catch {
    return false; // there are none: http, a private window of Firefox
  }
}

const frame = () => document.getElementById('essai');

/** The link that the address shall have, while the browser takes none. @type {string|undefined} */
let unwritten;

/** Browsers count how often an address is changed: Safari throws when one types fast, and takes it later. */
function writeLink() {
  try {
    if (unwritten !== undefined) history.replaceState(history.state, '', `#${unwritten}`);
    unwritten = undefined;
  } catch {
    setTimeout(writeLink, 1e3);
  }
}
addEventListener('popstate', () => { unwritten = undefined; }); // a link was pasted over the page's own

window.cookiesWorkshop = {
  worker: () => worker,
  link: () => unwritten ?? location.hash.slice(1),
  setLink(link) {
    const waiting = unwritten !== undefined;
    unwritten = link;
    if (!waiting) writeLink();
  },
  address: () => new URL(`#${window.cookiesWorkshop.link()}`, location.href).href,

  /**
   * Has the service worker answer the page of trial with a charter, at an address. The
   * last few are kept: pages of other windows may still ask for them.
   *
   * @param {string} address in this folder
   * @param {string} text
   */
  async draft(address, text) {
    const cache = await caches.open('atelier-essai');
    await cache.put(base + address, new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } }));
    const drafts = await cache.keys();
    await Promise.all(drafts.slice(0, -DRAFTS).map((draft) => cache.delete(draft)));
  },

  /** Loads the page of trial, without an entry in the history. @param {string} address */
  show(address) {
    frame().contentWindow.location.replace(new URL(address, base));
  },

  /** @param {(address: string, fact: object) => void} tell */
  onFact(tell) {
    addEventListener('message', ({ source, origin, data }) => {
      if (origin === location.origin && source === frame()?.contentWindow && data?.kind) tell(data.address, { ...data, wire: wire[data.name] ?? 0 });
    });
  },

  forget() {
    document.cookie = 'cookies_preferences=; Path=/; Max-Age=0';
    try {
      localStorage.removeItem('cookies_preferences:journal');
    } catch {
      // Without storage there is nothing in it.
    }
  },

  /** @param {string} name of a file of the build @returns {Promise<Uint8Array>} */
  async fetch(name) {
    const response = await fetch(new URL(`../${name}`, base));
    if (!response.ok) throw new Error(`code ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  },

  /** @param {string} name @param {Uint8Array} octets */
  save(name, octets) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([octets]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60e3);
  },

  /** @param {string} text */
  copy: async (text) => navigator.clipboard.writeText(text),

  /** Selects a line of the charter, and brings it into view. @param {number} line counted from 1 */
  select(line) {
    const field = document.getElementById('charte');
    const lines = field.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    field.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
    field.blur(); // browsers bring the selection into view when the focus comes
    field.focus();
  },
};

run().catch((error) => {
  const waiting = document.querySelector('.waiting');
  if (waiting) waiting.textContent = `L’atelier n’a pas pu démarrer. ${error.message}`;
});

async function run() {
  const module = await fetchProgram(base);
  fetched();
  const go = new Go();
  await go.run(await WebAssembly.instantiate(module, go.importObject));
  // It never ends by itself: what it has drawn answers no more.
  const end = document.createElement('p');
  end.className = 'ended';
  end.setAttribute('role', 'alert');
  end.textContent = 'L’atelier s’est arrêté sur une erreur. Rechargez cette page\u00a0: vos réglages sont dans son adresse.';
  document.body.prepend(end);
}
