import { wire } from 'virtual:build';
import 'virtual:wasm-exec';
import { fetchProgram } from '../../loader/program/wasm.js';

/**
 * The workshop's page: it registers the service worker, gives the Go program what it
 * needs of the browser (app/preview/workshop/browser.go), and runs it.
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

/**
 * The least time between two links in the address, in ms: Safari throws at the hundredth
 * within 30 s, other browsers later, and who types sets one with each key.
 */
const PACE = 400;

/** What the address shall have after its #, and has not yet. @type {string | undefined} */
let link;
let paced = 0;

function writeLink() {
  clearTimeout(paced);
  paced = 0;
  if (link === undefined) return;
  try {
    history.replaceState(history.state, '', `#${link}`);
    link = undefined;
  } catch {
    // It takes none for now: later.
  }
  paced = setTimeout(writeLink, PACE);
}

addEventListener('popstate', () => { link = undefined; }); // another was pasted over it

const frame = () => document.getElementById('essai');

window.cookiesWorkshop = {
  worker: () => worker,
  link: () => link ?? location.hash.slice(1),

  /** Has the address have it, after a while if need be. @param {string} next */
  setLink(next) {
    link = next;
    if (!paced) writeLink();
  },

  address: () => new URL(`#${window.cookiesWorkshop.link()}`, location.href).href,

  /**
   * Has the service worker answer the page of trial with a charter. The last few are
   * kept: pages of other windows may still ask for them.
   *
   * @param {string} name in this folder
   * @param {string} text
   */
  async draft(name, text) {
    if (!window.caches) throw new Error('À cette adresse, l’essai ne peut pas lire une charte qui n’est pas publiée\u00a0: il faut https.');
    const cache = await caches.open('atelier-essai');
    await cache.put(base + name, new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } }));
    const drafts = await cache.keys(); // the newest last
    await Promise.all(drafts.slice(0, -DRAFTS).map((old) => cache.delete(old)));
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
    const response = await fetch(new URL(`../${name}`, base), { cache: 'no-cache' }).catch(() => {
      throw new Error('l’hôte ne répond pas.');
    });
    if (!response.ok) throw new Error(`l’hôte répond par le code ${response.status}.`);
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

run().then(ended, (error) => {
  const waiting = document.querySelector('.waiting');
  if (waiting) waiting.textContent = `L’atelier n’a pas pu démarrer. ${error.message}`;
  else ended();
});

/** Says that the program has ended, which is a fault: what is on the page does nothing any more. */
function ended() {
  writeLink();
  const fault = document.createElement('p');
  fault.className = 'fault ended';
  fault.setAttribute('role', 'alert');
  fault.textContent = 'L’atelier s’est arrêté. Rechargez cette page\u00a0: vos réglages sont dans son adresse.';
  document.body.prepend(fault);
}

async function run() {
  const module = await fetchProgram(base);
  fetched();
  const go = new Go();
  await go.run(await WebAssembly.instantiate(module, go.importObject));
}
