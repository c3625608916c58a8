import { files, version, wire } from 'virtual:build';

/**
 * The workshop's service worker. It caches the workshop and the banner for use offline,
 * serves the preview the charter being typed, and simulates a slow connection there. Files
 * are always requested from the server first: the cache is for when it cannot be reached.
 */
const OWN = `workshop ${registration.scope} `; // an origin may have several workshops
const CACHE = OWN + version;

/** Where workshop.js stores the charters being typed. */
const DRAFTS = 'workshop-drafts';

/** A slow connection: its latency in ms, and its rate in bytes per ms. */
const LATENCY = 150;
const RATE = 200; // 1.6 Mbit/s

self.addEventListener('install', (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  // A file that the server lacks is left out. The browser's own cache may be out of date.
  const requests = files.map((name) => new Request(name, { cache: 'no-cache' }));
  await Promise.allSettled(requests.map((request) => cache.add(request)));
  await self.skipWaiting();
})()));

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OWN) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && new URL(request.url).origin === location.origin) {
    event.respondWith(answer(event));
  }
});

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function answer({ request, clientId }) {
  const { pathname } = new URL(request.url);
  const draft = pathname.includes('/drafts/') && await caches.match(request, { cacheName: DRAFTS });
  if (draft) return draft;
  const simulated = await simulations(clientId);
  if (simulated.has('missing') && /\.wasm(\.gz)?$/.test(pathname)) {
    return new Response('', { status: 404 });
  }
  const response = await fetchOrCached(request);
  if (simulated.has('slow')) await wait(LATENCY + sizeOf(pathname, response) / RATE);
  return response;
}

/**
 * What the page that requests a file simulates: nothing, unless it is the preview.
 *
 * @param {string} clientId
 * @returns {Promise<URLSearchParams>}
 */
async function simulations(clientId) {
  const client = clientId ? await self.clients.get(clientId) : undefined;
  const { pathname, searchParams } = new URL(client?.url ?? location.href);
  return pathname.endsWith('/preview.html') ? searchParams : new URLSearchParams();
}

/** @param {Request} request */
async function fetchOrCached(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const cached = await caches.match(request, {
      cacheName: CACHE, ignoreSearch: true, ignoreVary: true,
    });
    if (cached) return cached;
    throw error;
  }
}

/** How many bytes are transferred with the best compression. */
function sizeOf(pathname, response) {
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  return wire[name] ?? Number(response.headers.get('content-length') ?? 0);
}

const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
