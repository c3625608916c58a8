import { files, version } from 'virtual:build';

/**
 * The workshop's service worker, which caches the workshop and the banner for use offline.
 * Files are always requested from the server first: the cache is for when it cannot be reached.
 */
const OWN = `workshop ${registration.scope} `; // an origin may have several workshops
const CACHE = OWN + version;

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
    event.respondWith(fetchOrCached(request));
  }
});

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
