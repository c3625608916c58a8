/**
 * Checks pages with html-validate: {name: markup} on standard input, a line a message on
 * standard output. It is run where html-validate is installed.
 */
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const { HtmlValidate, StaticConfigLoader } = createRequire(`${process.cwd()}/`)('html-validate');

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'aria-label-misuse': ['error', { allowAnyNamable: true }], // a list may have a name (ARIA 1.2)
    'no-missing-references': 'error',
  },
}));

/**
 * Some browsers stop exposing a table or a list that a stylesheet lays out as cards or grids, so
 * the markup repeats its roles.
 */
const LAYOUT_ROLES =
  /^no-redundant-role: Redundant role "\w+" on <(table|thead|tbody|tr|th|td|ul)> /;

/**
 * The banner's element stands before <body>, where no rule of the page's styles counts it in.
 * Browsers render it there as in <body>, and expose it: see TestTrees.
 */
const PLACE = /^element-permitted-content: <cookies-preferences> .* under <html> /;

for (const [name, markup] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const { results } = await validator.validateString(markup);
  const messages = results.flatMap((result) => result.messages);
  for (const { ruleId, message, selector, line, column } of messages) {
    const found = `${ruleId}: ${message} (${selector ?? `${line}:${column}`})`;
    if (!LAYOUT_ROLES.test(found) && !PLACE.test(found)) console.log(`${name}: ${found}`);
  }
}
