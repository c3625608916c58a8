import assert from 'node:assert/strict';
import { test } from 'node:test';
import { integrate } from './integrations.js';
import { openPage } from '../testing/page.js';

/** Starts integrations; returns the function that announces a choice to them. */
function start(integrations, preferences = null, exempt = [], services = []) {
  const listeners = [];
  integrate({ integrations, exempt, services }, {
    granted: () => preferences, onChange: (listener) => listeners.push(listener),
  });
  return (next) => {
    preferences = next;
    listeners.forEach((listener) => listener(next));
  };
}

const commands = () => window.dataLayer.map((entry) => (
  Object.prototype.toString.call(entry) === '[object Arguments]' ? [...entry] : entry));

test('Google: denied by default, then updated', (t) => {
  openPage(t);
  const announce = start(['consent-mode'], { third_party: true });
  announce({ ga: true });
  announce(null);
  const states = (ads, analytics) => ({
    ad_storage: ads, ad_user_data: ads, ad_personalization: ads, analytics_storage: analytics,
  });
  assert.deepEqual(commands(), [
    ['consent', 'default', states('denied', 'denied')],
    ['consent', 'update', states('granted', 'denied')],
    ['consent', 'update', states('denied', 'granted')],
    ['consent', 'update', states('denied', 'denied')],
  ]);
});

test('Matomo: consent is required, given and forgotten', (t) => {
  openPage(t);
  const announce = start(['matomo']);
  announce({ matomo: true });
  announce({ matomo: true, ga: true });
  announce(null);
  assert.deepEqual(window._paq,
    [['requireConsent'], ['setConsentGiven'], ['forgetConsentGiven'], ['deleteCookies']]);
});

test('Matomo that measures without cookies is never stopped', (t) => {
  openPage(t);
  window._paq = [['requireCookieConsent'], ['trackPageView']];
  const announce = start(['matomo']);
  announce({ matomo: true });
  announce(null);
  assert.deepEqual(window._paq.slice(2),
    [['setCookieConsentGiven'], ['forgetCookieConsentGiven'], ['deleteCookies']]);
});

test('Matomo that is exempt never waits for a consent', (t) => {
  openPage(t);
  const announce = start(['matomo'], { matomo: true }, ['matomo']);
  assert.equal(window._paq, undefined); // it measures as the page has it
  announce({ matomo: true, statistics: true });
  announce({ matomo: true, statistics: false });
  announce({ matomo: true, statistics: true });
  announce({ matomo: false, statistics: true });
  announce({ matomo: true, statistics: true });
  announce({ matomo: true });
  assert.deepEqual(window._paq.flat(), [
    'setCookieConsentGiven', 'forgetCookieConsentGiven', 'setCookieConsentGiven',
    'forgetCookieConsentGiven', 'optUserOut', 'setCookieConsentGiven', 'forgetUserOptOut',
    'forgetCookieConsentGiven',
  ]);
});

test('Matomo that is objected to is stopped on each page', (t) => {
  openPage(t);
  start(['matomo'], { matomo: false, statistics: true }, ['matomo']);
  assert.deepEqual(window._paq, [['optUserOut']]);
});

test('data layer: every name, each time', (t) => {
  openPage(t);
  start(['datalayer'])({ ga: true });
  const [entry] = window.dataLayer;
  assert.equal(entry.event, 'cookies_preferences');
  assert.deepEqual(entry.cookies_preferences, {
    functional_cookies: true, statistics: false, internal: false, third_party: false,
    ga: true, matomo: false, xiti: false, at: false, piano: false, eulerian: false,
  });
});

test('declared services have their own answers', (t) => {
  openPage(t);
  start(['datalayer', 'consent-mode'], null, [], ['youtube', 'google-ads'])({
    third_party: true, youtube: true, 'google-ads': false,
  });
  const [, [, , { ad_storage: ads }], event] = commands();
  assert.equal(ads, 'denied');
  assert.deepEqual(Object.entries(event.cookies_preferences).filter(([, allowed]) => allowed),
    [['functional_cookies', true], ['third_party', true], ['youtube', true]]);
  assert.equal(event.cookies_preferences['google-ads'], false);
});

test('Google is updated before the event, whatever the order of the names', (t) => {
  openPage(t);
  start(['datalayer', 'consent-mode'])({ ga: true });
  assert.deepEqual(commands().map((entry) => entry[1] ?? entry.event),
    ['default', 'update', 'cookies_preferences']);
});

test('a page that asks for nothing gets no queue', (t) => {
  openPage(t);
  start([])({ ga: true });
  assert.equal(window.dataLayer, undefined);
  assert.equal(window._paq, undefined);
});
