/**
 * The switches of the services that a page declares: a part of the dialog that only such pages
 * fetch. The program draws the same: see serviceGroup in banner/panel.go.
 */
import { services } from 'virtual:build';
import { CATEGORIES } from '../start/cookie.js';
import { renderTree } from '../notice/render.js';

/**
 * @typedef {[id: string, category: string, label: string, provider: string, privacy: string]}
 *   Service the provider and the address of its own notice are empty if they are not known
 */

/** What the catalogue says of a declared service. @param {string} id @returns {Service} */
export const describe = (id) =>
  services.known.find(([known]) => known === id) ?? [id, CATEGORIES[2], id, '', ''];

/**
 * Adds the switches to the preferences.
 * @param {ParentNode} root
 * @param {Service[]} declared
 */
export function addServices(root, declared) {
  const list = root.querySelector('.categories');
  let before = list.querySelector('.exempt') ?? list.firstChild;
  for (const category of CATEGORIES) {
    let item = root.querySelector(`#cookies-toggle-${category}`)?.closest('.category');
    const own = declared.filter(([, of]) => of === category);
    if (!item && own[0]) {
      item = renderTree(['li', { class: 'category' }], { __proto__: null });
      before.after(item);
    }
    if (own[0]) item.append(groupOf(category, own));
    before = item ?? before;
  }
}

function groupOf(category, own) {
  const group = render(services.group, { CATEGORY: category });
  group.lastChild.append(...own.map(([id, , label, provider, privacy]) => {
    const row = render(services.row, { SERVICE: id }, {
      PRIVACY: privacy, '\ue000': label, '\ue001': provider || services.noProvider,
    });
    if (!privacy) row.querySelector('a').remove();
    return row;
  }));
  return group;
}

/** Renders a tree with words in its attributes replaced, besides its holes. */
function render(tree, words, holes) {
  let text = JSON.stringify(tree);
  for (const word of Object.keys(words)) text = text.replaceAll(word, words[word]);
  return renderTree(JSON.parse(text), { __proto__: null, ...holes });
}
