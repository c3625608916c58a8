import 'virtual:wasm-exec';
import { fetchProgram } from '../../loader/program/wasm.js';

/**
 * The workshop's page: it gives the Go program access to the browser (Browser in
 * app/preview/workshop/browser.go), runs it, and registers the service worker.
 */
const base = new URL('.', location.href).href;

/** The text of the charter in the preview. preview.js reads it unless the charter is published. */
let draft = '';

/**
 * The least time between two changes of the address, in ms: each key typed makes one, and
 * Safari throws at the hundredth within 30 s.
 */
const INTERVAL = 400;

/** The link that the address is to have after its #, until it has it. @type {string | undefined} */
let link;
let timer = 0;

function writeLink() {
  clearTimeout(timer);
  timer = 0;
  if (link === undefined) return;
  try {
    history.replaceState(history.state, '', `#${link}`);
    link = undefined;
  } catch {
    // The browser refuses for now: try again later.
  }
  timer = setTimeout(writeLink, INTERVAL);
}

addEventListener('popstate', () => { link = undefined; }); // another link was pasted

const frame = () => document.getElementById('preview');
const field = () => document.getElementById('charter');

/** Types a text into the charter's field, which has the focus. @param {string} text */
function insert(text) {
  // Deprecated, but nothing else lets the administrator undo it.
  if (document.execCommand('insertText', false, text)) return;
  const { selectionStart, selectionEnd } = field();
  field().setRangeText(text, selectionStart, selectionEnd, 'end');
  field().dispatchEvent(new InputEvent('input', { bubbles: true }));
}

window.cookiesWorkshop = {
  draft: () => draft,
  link: () => link ?? location.hash.slice(1),

  /** Puts a link into the address, soon. @param {string} next */
  setLink(next) {
    link = next;
    if (!timer) writeLink();
  },

  address: () => new URL(`#${window.cookiesWorkshop.link()}`, location.href).href,

  /**
   * Loads the preview, without an entry in the history.
   *
   * @param {string} address
   * @param {string} charter its text
   */
  show(address, charter) {
    draft = charter;
    frame().contentWindow.location.replace(new URL(address, base));
  },

  /** @param {(address: string, event: object) => void} call for each event in the preview */
  onEvent(call) {
    addEventListener('message', ({ source, origin, data }) => {
      if (origin !== location.origin || source !== frame()?.contentWindow || !data?.kind) return;
      call(data.address, data);
    });
  },

  /**
   * @param {(text: string, isHTML: boolean) => string} convert what is pasted into the charter's
   *   field; '' leaves it to the browser
   */
  onPaste(convert) {
    addEventListener('paste', (event) => {
      if (event.target !== field()) return;
      const text = convert(event.clipboardData.getData('text/html'), true)
        || convert(event.clipboardData.getData('text/plain'), false);
      if (!text) return;
      event.preventDefault();
      insert(text);
    });
  },

  /** Replaces the charter. @param {string} text */
  retype(text) {
    field().focus();
    field().select();
    insert(text);
  },

  /**
   * @param {number} limit how many bytes of a file are read
   * @param {(name: string, data: Uint8Array | null) => void} call for each file that is opened or
   *   dropped; null if it can't be read
   */
  onFile(limit, call) {
    let latest = 0;
    /** @param {File[]} files */
    const read = async ([file]) => {
      if (!file) return;
      const turn = latest += 1;
      const bytes = await file.slice(0, limit).arrayBuffer().catch(() => null); // a folder
      if (turn === latest) call(file.name, bytes && new Uint8Array(bytes));
    };
    addEventListener('change', ({ target }) => {
      if (target.id !== 'charter-file') return;
      read([...target.files]);
      target.value = ''; // or the same file could not be opened again
    });
    window.cookiesWorkshop.drag = (event) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      if (event.type === 'drop') read([...event.dataTransfer.files]);
    };
    for (const type of ['dragover', 'drop']) addEventListener(type, window.cookiesWorkshop.drag);
  },

  /** Takes a file that is dragged over the page, or over its frame: preview.js calls it, too. */
  drag() {},

  forget() {
    document.cookie = 'cookies_preferences=; Path=/; Max-Age=0';
  },

  /** @param {string} name of a file of the build @returns {Promise<Uint8Array>} */
  async fetch(name) {
    const response = await fetch(new URL(`../${name}`, base), { cache: 'no-cache' }).catch(() => {
      throw new Error('le serveur ne répond pas.');
    });
    if (!response.ok) throw new Error(`le serveur répond avec le code ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  },

  /** @param {string} name @param {Uint8Array} data */
  save(name, data) {
    const anchor = document.createElement('a');
    anchor.href = URL.createObjectURL(new Blob([data]));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60e3);
  },

  /** @param {string} text */
  copy: async (text) => navigator.clipboard.writeText(text),

  /** Selects a line of the charter, and scrolls to it. @param {number} line counted from 1 */
  selectLine(line) {
    const lines = field().value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    field().setSelectionRange(start, start + (lines[line - 1] ?? '').length);
    field().blur(); // browsers scroll to the selection when the field is focused
    field().focus();
  },
};

run().then(ended, (error) => {
  const waiting = document.querySelector('.waiting');
  if (waiting) waiting.textContent = `L’atelier n’a pas pu démarrer. ${error.message}`;
  else ended();
});

/** Says that the program has stopped, which is always a fault: the page no longer reacts. */
function ended() {
  writeLink();
  const fault = document.createElement('p');
  fault.className = 'fault ended';
  fault.setAttribute('role', 'alert');
  fault.textContent = 'L’atelier s’est arrêté. '
    + 'Rechargez cette page\u00a0: vos réglages sont dans son adresse.';
  document.body.prepend(fault);
}

async function run() {
  const module = await fetchProgram(base);
  // Only now: what it fetches must not delay the program.
  navigator.serviceWorker?.register('worker.js').catch(() => {}); // refused in private windows
  const go = new Go();
  await go.run(await WebAssembly.instantiate(module, go.importObject));
}
