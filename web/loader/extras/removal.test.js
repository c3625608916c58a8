import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookies } from '../testing/catalogue.js';
import { openPage } from '../testing/page.js';

let loads = 0;

/** A page that asks about all of them. */
const config = { asked: () => true, trackers: [], exempt: [], services: [], integrations: [] };

/** Opens a page with a module of its own: it remembers what was withdrawn on the page. */
async function open(t) {
  const page = openPage(t);
  const { createWithdrawal } = await import(`./removal.js?page=${loads++}`);
  return { ...page, withdraw: createWithdrawal(cookies) };
}

test("deletes the withdrawn tracker's cookies on every path and domain", async (t) => {
  const { jar, withdraw } = await open(t);
  for (const line of [
    '_ga=1; Path=/; Domain=ville.fr', '_ga_ABC=1; Path=/a', '_gid=1; Path=/a/b/',
    '_pk_id.1=1; Path=/', 'session=1; Path=/', '_gallery=1; Path=/',
  ]) {
    jar.set(line);
  }
  withdraw(config, { ga: false, matomo: true }, { ga: true, matomo: true });
  assert.equal(jar.get(), '_pk_id.1=1; session=1; _gallery=1');
  assert.equal(window['ga-disable-G-ABC'], true);
  withdraw(config, { ga: true, matomo: true }, { ga: false, matomo: true });
  assert.equal(window['ga-disable-G-ABC'], false);
});

test('deletes what the services of a refused category have left, and nothing else', async (t) => {
  const { jar, withdraw } = await open(t);
  const left = {
    third_party: ['_fbp', '_hjSession_1', 'li_fat_id', '_clck', '_clsk',
      'crisp-client%2Fsession%2Fx', 'tawk_uuid_x', 'twk_idm_key', 'hubspotutk', '__hstc',
      'intercom-id-x', '_uetsid', '_epik', '_ttp', '_gcl_au'],
    statistics: ['_cs_id', '_cs_s'],
    internal: ['ABTasty', 'ABTastySession'],
  };
  const own = ['sessionid', 'csrftoken', 'lang', 'cookies_preferences', '_cs_optout', 'crisp',
    '__hs_opt_out', 'MUID'];
  for (const name of [...Object.values(left).flat(), ...own]) jar.set(`${name}=1; Path=/`);
  const names = () => jar.get().split('; ').map((pair) => pair.split('=')[0]);
  withdraw(config, { statistics: true, internal: true, ga: true },
    { statistics: true, internal: true, third_party: true, ga: true });
  assert.deepEqual(names(), [...left.statistics, ...left.internal, ...own]);
  withdraw(config, { internal: true }, { statistics: true, internal: true });
  assert.deepEqual(names(), [...left.internal, ...own]);
  withdraw(config, null, { internal: true });
  assert.deepEqual(names(), own);
});

test("a service may have the name of an object's member", async (t) => {
  const { jar, withdraw } = await open(t);
  jar.set('_fbp=1; Path=/');
  withdraw({ ...config, services: ['constructor'] }, { constructor: true }, { third_party: true });
  assert.equal(jar.get(), '');
});

test('a declared service answers for its own cookies', async (t) => {
  const { jar, withdraw } = await open(t);
  const services = ['clarity', 'crisp', 'google-ads'];
  const page = { ...config, services, asked: (name) => name === 'third_party' };
  const set = (...names) => names.forEach((name) => jar.set(`${name}=1; Path=/`));
  const names = () => jar.get().split('; ').map((pair) => pair.split('=')[0]);
  set('_clck', 'crisp-client%2Fsession%2Fx', '_gcl_au', '_hjSession_1');
  withdraw(page, { ga: true, crisp: true, 'google-ads': true },
    { ga: true, third_party: true, clarity: true, crisp: true, 'google-ads': true });
  assert.deepEqual(names(), ['crisp-client%2Fsession%2Fx', '_gcl_au']);
  set('_clck');
  withdraw(page, { third_party: true, crisp: false, clarity: true, 'google-ads': true },
    { crisp: true, 'google-ads': true });
  assert.deepEqual(names(), ['_gcl_au', '_clck']);
  set('_hjSession_1');
  withdraw(page, { third_party: true, clarity: true, ga: false, 'google-ads': true },
    { third_party: true, clarity: true, ga: true, 'google-ads': true });
  assert.deepEqual(names(), ['_gcl_au', '_clck', '_hjSession_1'], 'shared with a tracker');
});

test('leaves a category that the page does not ask about', async (t) => {
  const { jar, withdraw } = await open(t);
  jar.set('_clck=1; Path=/');
  withdraw({ ...config, asked: (name) => name === 'ga' }, {}, { ga: true });
  assert.equal(jar.get(), '_clck=1');
});

test("leaves an exempt tracker's cookies until the visitor objects", async (t) => {
  const { jar, withdraw } = await open(t);
  const exempt = { ...config, exempt: ['matomo'] };
  jar.set('_pk_id.1=1; Path=/');
  jar.set('_ga=1; Path=/');
  withdraw(exempt, { matomo: true }, { statistics: true, ga: true, matomo: true });
  assert.equal(jar.get(), '_pk_id.1=1');
  withdraw(exempt, { matomo: false }, { matomo: true });
  assert.equal(jar.get(), '');
});

test('deletes again what a tracker writes until the page is left', async (t) => {
  const { page, jar, withdraw } = await open(t);
  withdraw(config, { xiti: false }, { xiti: true });
  jar.set('xtvrn=1; Path=/');
  page.dispatchEvent(new Event('pagehide'));
  assert.equal(jar.get(), '');
});

test("calls the trackers' own opt-outs and opt-ins", async (t) => {
  const { withdraw } = await open(t);
  const modes = [];
  window._paq = [];
  window.pa = { consent: { setMode: (mode) => modes.push(mode) } };
  withdraw(config, null, { matomo: true, piano: true });
  withdraw(config, { matomo: true, piano: true }, {});
  assert.deepEqual(window._paq, [['requireConsent'], ['deleteCookies'], ['setConsentGiven']]);
  assert.deepEqual(modes, ['opt-out', 'opt-in']);
});

test('never stops a Matomo that measures without cookies', async (t) => {
  for (const cookies of [true, false]) { // matomo.js remembers one that does
    const { withdraw } = await open(t);
    const calls = [];
    window._paq = { push: (...each) => calls.push(...each.flat()) }; // as once matomo.js has come
    window.Matomo = { getAsyncTracker: () => ({ areCookiesEnabled: () => cookies }) };
    withdraw(config, { matomo: true }, {});
    cookies || (window.Matomo = undefined); // they are enabled now
    withdraw(config, null, { matomo: true });
    assert.deepEqual(calls, cookies ? ['setConsentGiven', 'requireConsent', 'deleteCookies']
      : ['setCookieConsentGiven', 'forgetCookieConsentGiven', 'deleteCookies']);
  }
});

test('stops a Matomo that waits for consent, even one without cookies', async (t) => {
  const { document, withdraw } = await open(t);
  document.querySelector = () => ({}); // a script with data-cookies
  window._paq = [['disableCookies']];
  withdraw(config, null, { matomo: true });
  assert.deepEqual(window._paq.slice(1), [['requireConsent'], ['deleteCookies']]);
});

test('leaves a tracker to its integration', async (t) => {
  const { withdraw } = await open(t);
  window._paq = [];
  withdraw({ ...config, integrations: ['matomo'] }, null, { matomo: true });
  assert.deepEqual(window._paq, []);
});

test('an exempt Matomo that comes later finds the objection', async (t) => {
  const { withdraw } = await open(t);
  const page = { ...config, exempt: ['matomo'] };
  withdraw(page, { matomo: false }, undefined);
  assert.deepEqual(window._paq, [['optUserOut']]);
  withdraw(page, { matomo: true, statistics: true }, { matomo: false });
  assert.deepEqual(window._paq.flat(), ['optUserOut', 'setCookieConsentGiven', 'forgetUserOptOut']);
});

test("a tracker's own error stops nothing", async (t) => {
  const { jar, withdraw } = await open(t);
  window.pa = { consent: { setMode() { throw new Error('of the tracker'); } } };
  jar.set('_pcid=1; Path=/');
  withdraw(config, null, { piano: true });
  assert.equal(jar.get(), '');
});
