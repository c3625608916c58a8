/**
 * Holds the banner's files against MDN's compatibility data, for the oldest browsers that are
 * promised. esbuild sees to the syntax.
 *
 * Which object a member belongs to isn't known from a script's text: a name counts as newer if no
 * interface has had it for long enough. So NEWER and OURS say of each name that is found what
 * becomes of it; a name in neither is a fault, and so is one that is no longer found.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';

const OLDEST = { chrome: 99, firefox: 98, safari: 15.4, safari_ios: 15.4 };

/** What is newer, and what browsers without it do: TestLongHardships takes it from one. */
const NEWER = {
  adoptedStyleSheets: 'a <style> element',
  ancestorOrigins: 'the referrer',
  autofocus: 'controls have it; other elements get the focus back',
  checkVisibility: 'a dialog that is open counts as visible',
  connection: 'a fast connection',
  cookieStore: 'document.cookie',
  createHTML: 'only where Trusted Types are',
  createPolicy: 'only where Trusted Types are',
  createScript: 'only where Trusted Types are',
  createScriptURL: 'only where Trusted Types are',
  CSSStyleSheet: 'a <style> element',
  currentCSSZoom: '1',
  DecompressionStream: 'the uncompressed program',
  decodedBodySize: 'the host is taken to compress',
  effectiveType: 'a fast connection',
  encodedBodySize: 'the host is taken to compress',
  globalPrivacyControl: 'no signal',
  pipeThrough: 'the uncompressed program',
  replaceSync: 'a <style> element',
  requestIdleCallback: 'a timer',
  saveData: 'not asked for',

  ':has': 'the preferences are printed too',
  ':modal': 'the dialog has no shadow around it, but is above the page',
  'cursor: default': 'iOS has no pointer',
  'cursor: pointer': 'iOS has no pointer',
  dvh: 'in @supports',
  'forced-color-adjust': 'Safari has no forced colours',
  'forced-color-adjust: none': 'Safari has no forced colours',
  'forced-colors': 'Safari has no forced colours',
  hyphens: 'Safari hyphenates as the page does',
  'oklch()': 'in @supports',
  outline: 'Safari draws square outlines',
  'overscroll-behavior': 'the page scrolls on after the dialog',
  'overscroll-behavior: contain': 'the page scrolls on after the dialog',
  'place-self: end': 'the text stands at the top of the picture',
  'prefers-reduced-transparency': 'the page shows through the veil',
  'scrollbar-width': 'a bar as wide as usual',
  'scrollbar-width: thin': 'a bar as wide as usual',
  'user-select': 'Safari selects the word at a double click',
};

/** Names of our own things, and of a style's, that newer interfaces have too. */
const OURS = ['changed', 'colorScheme', 'config', 'cookies', 'details', 'forget', 'last', 'move',
  'preferences', 'run', 'service', 'session', 'sync', 'watch'];

const root = new URL('../../../', import.meta.url);
const require = createRequire(new URL('.build/readers/', root));
const { api, css, javascript } = require('@mdn/browser-compat-data');
const { parse } = require('acorn');
const { full } = require('acorn-walk');
const { parse: parseStyle, walk } = require('css-tree');

/** Whether one of some features is in each of the oldest browsers, by its name, without a flag. */
const isOld = (features) => Object.entries(OLDEST).every(([browser, version]) =>
  features.some(({ support }) => [support[browser]].flat().some((it) => it?.version_added
    && !it.flags && !it.prefix && !it.alternative_name && !it.version_removed
    && parseFloat(it.version_added.replace('≤', '')) <= version)));

/** Collects the names of features that are newer. */
function collector() {
  const newer = new Set();
  return {
    newer,
    look(name, ...features) {
      const known = features.flatMap((it) => it?.__compat ?? []);
      if (known.length && !isOld(known)) newer.add(name);
    },
  };
}

/** The features of a name, whatever interface they belong to. */
const owners = [...Object.values(api), ...Object.values(javascript.builtins)];
const members = (name) => owners.filter((it) => Object.hasOwn(it, name)).map((it) => it[name]);

function newerInScript(text) {
  const { newer, look } = collector();
  full(parse(text, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    if (node.type === 'Identifier') look(node.name, api[node.name], javascript.builtins[node.name]);
    if (node.type === 'ObjectPattern') {
      for (const { key } of node.properties) look(key?.name, ...members(key?.name));
    }
    if (node.type !== 'MemberExpression' || node.computed) return;
    const { name } = node.property;
    const owner = api[node.object.name] ?? javascript.builtins[node.object.name];
    if (owner?.[name]) look(name, owner[name]);
    else look(name, ...members(name));
  });
  return newer;
}

/** The type of a function in a style, such as oklch: types are nested. */
function typeOf(name, types = css.types) {
  if (types[name]?.__compat) return types[name];
  return Object.entries(types).filter(([key]) => key !== '__compat')
    .map(([, inner]) => typeOf(name, inner)).find(Boolean);
}

function newerInStyle(text) {
  const { newer, look } = collector();
  walk(parseStyle(text), (node) => {
    if (node.type === 'Declaration') {
      const property = css.properties[node.property];
      look(node.property, property);
      walk(node.value, ({ type, name, unit }) => {
        if (type === 'Identifier') look(`${node.property}: ${name}`, property?.[name]);
        if (type === 'Function') look(`${name}()`, typeOf(name));
        if (/^[dls]v/.test(unit)) look(unit, css.types.length.viewport_percentage_units_dynamic);
      });
    }
    if (node.type === 'Atrule') look(`@${node.name}`, css['at-rules'][node.name]);
    if (node.type === 'Feature') look(node.name, css['at-rules'].media[node.name]);
    if (/^Pseudo/.test(node.type)) look(`:${node.name}`, css.selectors[node.name]);
  });
  return newer;
}

/** The texts of the files of a folder that are shipped. */
const shipped = (folder, extension) => readdirSync(new URL(folder, root), { recursive: true })
  .filter((name) => name.endsWith(extension) && !/\.test\.js$|^testing/.test(name))
  .map((name) => readFileSync(new URL(folder + name, root), 'utf8'));

test('what is newer than the oldest browsers is known, and has a way without it', () => {
  const found = new Set([
    ...shipped('web/loader/', '.js').flatMap((text) => [...newerInScript(text)]),
    ...shipped('web/styles/', '.css').flatMap((text) => [...newerInStyle(text)]),
  ]);
  const known = [...Object.keys(NEWER), ...OURS];
  assert.deepEqual([...found].filter((name) => !known.includes(name)), []);
  assert.deepEqual(known.filter((name) => !found.has(name)), []);
});

test('iPhones: no height counts what toolbars cover, no text grows on a phone that lies', () => {
  const styles = new Map(readdirSync(new URL('web/styles/', root)).map((name) =>
    [name, readFileSync(new URL(`web/styles/${name}`, root), 'utf8')]));
  const tall = [...styles].filter(([, text]) => /\d(vh|lvh)\b/.test(text)).map(([name]) => name);
  assert.deepEqual(tall, ['placeholder.css']); // a frame has no toolbars
  assert.match(styles.get('base.css'), /\n {2}-webkit-text-size-adjust: 100%;/);
});

test('newer members, statics, units and selectors are found', () => {
  const script = 'document.startViewTransition(); Object.groupBy(x); let { cookieStore } = self';
  assert.deepEqual([...newerInScript(script)].sort(),
    ['cookieStore', 'groupBy', 'startViewTransition']);
  const style = ':has(b) { height: 1dvh; text-wrap: balance; color:color-mix(in srgb, red, #000) }';
  assert.deepEqual([...newerInStyle(style)].sort(), [':has', 'color-mix()', 'dvh', 'text-wrap',
    'text-wrap: balance']);
});
