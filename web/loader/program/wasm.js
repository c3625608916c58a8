import { wasmFile, wasmSize } from 'virtual:build';

/**
 * Fetches and compiles the program, which is megabytes if it is not compressed.
 * A host that compresses what it sends is asked for the program; one that does
 * not, for the .gz beside it, which is decompressed here. Which it is shows by
 * the file that this is: nothing is fetched to find out.
 *
 * @param {string} base folder of the program
 * @returns {Promise<WebAssembly.Module>}
 */
export async function fetchProgram(base) {
  if (typeof WebAssembly !== 'object') throw new Error('this browser runs no WebAssembly');
  const url = base + wasmFile;
  if (typeof DecompressionStream !== 'function') return compile(await get(url), url);
  if (hostCompresses()) {
    const abort = new AbortController();
    const response = await get(url, abort.signal);
    if (!plain(response)) return compile(response, url);
    abort.abort(); // it compresses scripts only
  }
  try {
    return await compile(await get(`${url}.gz`), `${url}.gz`);
  } catch {
    return compile(await get(url), url); // the .gz was not uploaded, or not as it is
  }
}

/** Whether the host compresses this very file. If it does not say, it shall be asked. */
function hostCompresses() {
  const [{ encodedBodySize, decodedBodySize } = {}] = performance.getEntriesByName(import.meta.url);
  return !decodedBodySize || encodedBodySize < decodedBodySize;
}

/** Whether the program comes as it is, by the headers that another origin lets us see. */
const plain = ({ headers }) => !headers.get('content-encoding')
  && Number(headers.get('content-length')) === wasmSize;

/** @param {string} url @param {AbortSignal} [signal] */
async function get(url, signal) {
  const response = await fetch(url, { __proto__: null, signal }).catch((error) => {
    throw new Error(`${url} cannot be fetched (${error.message}): no line, a policy, or another host `
      + 'without Access-Control-Allow-Origin');
  });
  if (!response.ok) throw new Error(`${url}: HTTP status ${response.status}, expected 200`);
  return response;
}

const WASM = 'application/wasm';

/**
 * Compiles a program, gzipped or not, as it comes in. A host may send the .gz as
 * such, or as the program's coding; and the program under any type.
 *
 * @param {Response} response
 * @param {string} url for the error
 */
async function compile(response, url) {
  const { compileStreaming } = WebAssembly;
  // The browser keeps what it compiled of a response that needs no help.
  if (compileStreaming && response.headers.get('content-type') === WASM) return compileStreaming(response);
  const reader = response.body.getReader();
  const first = await reader.read();
  const body = new ReadableStream({
    __proto__: null, // whatever the page has put into Object.prototype
    start: (controller) => first.done ? controller.close() : controller.enqueue(first.value),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const [magic] = first.value ?? [];
  if (magic !== 0 && magic !== 0x1f) throw new Error(`${url} is no WebAssembly program: another file came in its place`);
  const program = new Response(
    magic === 0x1f ? body.pipeThrough(new DecompressionStream('gzip')) : body,
    { __proto__: null, headers: { 'content-type': WASM } },
  );
  return compileStreaming ? compileStreaming(program) : WebAssembly.compile(await program.arrayBuffer());
}
