import stylesheet from 'virtual:stylesheet';

/**
 * Puts <cookies-preferences>, with its shadow root, first in <body>.
 *
 * @returns {{element: HTMLElement, shadow: ShadowRoot, mount: HTMLElement}}
 *   mount: where the program draws; its first child is replaced
 */
export function putUpElement() {
  const element = document.createElement('cookies-preferences');
  const shadow = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(stylesheet);
  shadow.adoptedStyleSheets = [sheet];

  const mount = document.createElement('div');
  mount.append(document.createElement('div'));
  shadow.append(mount);
  document.body.prepend(element);
  return { element, shadow, mount };
}
