import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patternOf } from '../extras/removal.js';
import { cookies } from '../testing/catalogue.js';
import { hasTraces } from './traces.js';

/** The names of the cookies that a refusal removes, by its name. */
const catalogue = Object.fromEntries(
  Object.entries(cookies).map(([by, services]) => [by, Object.values(services).flat()]));

/** A page that asks about one name alone. @param {string} name */
const only = (name) => (
  { asked: (other) => other === name, trackers: [name], exempt: [], services: [] });

/** Whether a refusal of a name removes a cookie. */
const removes = (name, cookie) => patternOf(catalogue[name]).test(cookie);

test('sees each cookie of a tracker', () => {
  for (const name of ['ga', 'matomo', 'xiti', 'at', 'piano', 'eulerian']) {
    for (const own of catalogue[name]) {
      const line = `sessionid=1; ${own.replace('*', 'x')}=1`;
      assert.ok(hasTraces(line, only(name), {}), `${own} is not seen`);
    }
  }
});

test('sees each cookie that a refusal removes', () => {
  for (const [name, cookies] of Object.entries({
    third_party: ['_gac_UA-1-1', '_gcl_au', '__gads', '__gpi', '_fbp', '_fbc', '_hjSession_1',
      'li_fat_id'],
    ga: ['_ga', '_ga_ABC123', '_gid', '_gat', '_gat_gtag_UA_1', '_dc_gtm_UA-1-1', '_gac_UA-1-1',
      '_gcl_au', '__utma', '__utmxx', 'AMP_TOKEN', '_gaexp', '_gaexp_rc', '_opt_expid'],
    matomo: ['_pk_id.1.1fff', '_pk_ses.1.1fff', '_pk_testcookie', 'mtm_consent',
      'mtm_cookie_consent'],
    xiti: ['xtvrn', 'xtan', 'xtref'],
    at: ['atuserid', 'atidvisitor', 'atauthority', 'atredir'],
    piano: ['_pcid', '_pctx', '_pcus', 'pa_user', 'pa_vid'],
    eulerian: ['etuix', 'EA_session', 'ea_uid'],
  })) {
    for (const cookie of cookies) {
      assert.ok(removes(name, cookie), `${cookie} is not removed`);
      assert.ok(hasTraces(`sessionid=1; ${cookie}=1`, only(name), {}), `${cookie} is not seen`);
      assert.ok(!hasTraces(`${cookie}=1`, only(name), { [name]: true }), `${cookie} is allowed`);
    }
  }
});

test("sees no cookie of the portal's own", () => {
  const config = { asked: () => true, trackers: [], exempt: [], services: [] };
  const own = ['sessionid', '_gateway_session', 'mtm_consent_removed', 'lang', 'x_ga', 'mat',
    '_garden', '__Host-_ga'];
  assert.ok(!hasTraces(own.map((name) => `${name}=_ga`).join('; '), config, null));
  for (const name of own) {
    assert.ok(!Object.keys(catalogue).some((by) => removes(by, name)), name);
  }
});

test('leaves what the page does not ask about', () => {
  assert.ok(!hasTraces('_ga=1; xtvrn=1', only('matomo'), {}));
});
