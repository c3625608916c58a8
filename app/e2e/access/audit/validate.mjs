/**
 * Checks pages with html-validate: {name: markup} on standard input, {name: [message]}
 * on standard output. It is run where html-validate is installed.
 */
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const { HtmlValidate, StaticConfigLoader } = createRequire(`${process.cwd()}/`)('html-validate');

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: JSON.parse(process.argv[2]),
}));

const found = {};
for (const [name, markup] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const { results } = await validator.validateString(markup);
  found[name] = results.flatMap(({ messages }) => messages.map(
    ({ ruleId, message, selector, line, column }) => `${ruleId}: ${message} (${selector ?? `${line}:${column}`})`,
  ));
}
console.log(JSON.stringify(found));
