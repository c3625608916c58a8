import { files, version, wire } from 'virtual:build';

/**
 * The workshop's service worker. It keeps the workshop and the banner for when there is
 * no line; it hands the page of trial the charter that is being written; and it makes
 * the line of the page of trial what is simulated there. What it keeps is asked for
 * anew each time: it stands in for a line that is not there, and no more.
 */
const OWN = `atelier ${registration.scope} `; // an origin may have several workshops
const KEPT = OWN + version;

/** What the workshop itself puts in: see atelier.js. */
const DRAFT = 'atelier-essai';

/** Of a slow line: its latency in ms, and its rate in octets per ms. */
const LATENCY = 150;
const RATE = 200; // 1.6 Mbit/s

self.addEventListener('install', (event) => event.waitUntil((async () => {
  const cache = await caches.open(KEPT);
  // What a host does not serve is not kept; what it lets browsers keep is asked for anew.
  await Promise.allSettled(files.map((name) => cache.add(new Request(name, { cache: 'no-cache' }))));
  await self.skipWaiting();
})()));

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && new URL(request.url).origin === location.origin) event.respondWith(answer(event));
});

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function answer({ request, clientId }) {
  const { pathname } = new URL(request.url);
  const draft = pathname.includes('/essai/') && await caches.match(request, { cacheName: DRAFT });
  if (draft) return draft;
  const simulated = await simulations(clientId);
  if (simulated.has('absent') && /\.wasm(\.gz)?$/.test(pathname)) return new Response('', { status: 404 });
  const response = await fetchOrKept(request);
  if (simulated.has('lent')) await wait(LATENCY + sizeOf(pathname, response) / RATE);
  return response;
}

/** What is simulated in the page that asks. @param {string} clientId @returns {Promise<URLSearchParams>} */
async function simulations(clientId) {
  const client = clientId ? await self.clients.get(clientId) : undefined;
  const { pathname, searchParams } = new URL(client?.url ?? location.href);
  return pathname.endsWith('/essai.html') ? searchParams : new URLSearchParams();
}

/** @param {Request} request */
async function fetchOrKept(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { cacheName: KEPT, ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

/** The octets on a line that is compressed as well as can be. */
function sizeOf(pathname, response) {
  return wire[pathname.slice(pathname.lastIndexOf('/') + 1)] ?? Number(response.headers.get('content-length') ?? 0);
}

const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
