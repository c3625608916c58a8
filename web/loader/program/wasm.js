import { wasmFile, wasmSize } from 'virtual:build';
import { retry, WrongAnswer } from './retry.js';

/**
 * Fetches and compiles the program, megabytes when uncompressed. A host that compresses
 * is asked for the program itself; any other for the .gz beside it, which is
 * decompressed here. We can tell from how this very script was delivered, without a
 * request.
 *
 * @param {string} base folder of the program
 * @returns {Promise<WebAssembly.Module>}
 */
export async function fetchProgram(base) {
  if (typeof WebAssembly !== 'object') throw new Error('this browser does not run WebAssembly');
  new WebAssembly.Module(EMPTY); // throws where a policy forbids it: then nothing is fetched
  const url = base + wasmFile;
  if (typeof DecompressionStream !== 'function') return fetchFile(url);
  const program = hostCompresses() && await retry(() => fetchCompressed(url));
  if (program) return program;
  try {
    return await fetchFile(`${url}.gz`);
  } catch {
    return fetchFile(url); // the .gz was not uploaded, or was altered
  }
}

/** @param {string} url */
const fetchFile = (url) => retry(async () => compile(await get(url), url));

/** Returns null if the host compresses scripts only. @param {string} url */
async function fetchCompressed(url) {
  const abort = new AbortController();
  const response = await get(url, abort.signal);
  if (!uncompressed(response)) return compile(response, url);
  abort.abort();
  return null;
}

/** Whether the host compressed this very script; assumed if the browser doesn't tell. */
function hostCompresses() {
  const [{ encodedBodySize, decodedBodySize } = {}] = performance.getEntriesByName(import.meta.url);
  return !decodedBodySize || encodedBodySize < decodedBodySize;
}

/** Whether the program comes uncompressed, by the headers that CORS lets us read. */
const uncompressed = ({ headers }) => !headers.get('content-encoding')
  && Number(headers.get('content-length')) === wasmSize;

/** @param {string} url @param {AbortSignal} [signal] */
async function get(url, signal) {
  const response = await fetch(url, { __proto__: null, signal }).catch((error) => {
    throw new Error(`${url} cannot be fetched (${error.message}): no connection, a policy, or `
      + 'another host without Access-Control-Allow-Origin');
  });
  if (!response.ok) throw new WrongAnswer(`${url}: HTTP status ${response.status}, expected 200`);
  return response;
}

const WASM = 'application/wasm';

/** The smallest program. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/**
 * Compiles a program, gzipped or not, as it comes in. A host may send the .gz as a file
 * or as a content coding, and the program with any type.
 *
 * @param {Response} response
 * @param {string} url for the error message
 */
async function compile(response, url) {
  try {
    return await compileBody(response, url);
  } catch (error) {
    throw error instanceof WebAssembly.CompileError ? new WrongAnswer(error.message) : error;
  }
}

/** @param {Response} response @param {string} url for the error message */
async function compileBody(response, url) {
  const { compileStreaming } = WebAssembly;
  // Browsers cache the compiled code of a response that they are given untouched.
  if (compileStreaming && response.headers.get('content-type') === WASM) {
    return compileStreaming(response);
  }
  const reader = response.body.getReader();
  const first = await reader.read();
  const body = new ReadableStream({
    __proto__: null, // the page may have added to Object.prototype
    start: (controller) => first.done ? controller.close() : controller.enqueue(first.value),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const [magic] = first.value ?? [];
  if (magic !== 0 && magic !== 0x1f) {
    throw new WrongAnswer(`${url} is not a WebAssembly program: the host sent another file`);
  }
  const program = new Response(
    magic === 0x1f ? body.pipeThrough(new DecompressionStream('gzip')) : body,
    { __proto__: null, headers: { 'content-type': WASM } },
  );
  return compileStreaming
    ? compileStreaming(program) : WebAssembly.compile(await program.arrayBuffer());
}
