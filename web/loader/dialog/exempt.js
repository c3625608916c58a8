/**
 * The cookies of the exempt measurement: a part of the dialog that only pages with some fetch. The
 * program draws the same: see banner/exempt.go.
 */
import { exempt } from 'virtual:build';
import { CATEGORIES, NAMES } from '../start/cookie.js';
import { renderTree } from '../notice/render.js';

/**
 * Moves the cookies that the charter declares exempt from the categories' details, which may not be
 * on this page, to those of the exempt measurement.
 * @param {ParentNode} root
 * @param {import('./charter.js').Charter} charter
 * @param {(name: string) => boolean} isExempt whether a tracker is, on this page
 */
export function moveExempt(root, { details }, isExempt) {
  const panel = root.querySelector('#cookies-details-exempt-panel');
  const list = render(['ul', { class: 'declared' }]);
  for (const name of [NAMES[0], ...CATEGORIES]) {
    const from = root.querySelector(`#cookies-details-${name}-panel`)
      ?? render(['div', {}, ...details[name]]);
    for (const item of from.querySelectorAll('[data-exempt]')) {
      if (!item.dataset.exempt.split(' ').some(isExempt)) continue;
      const { parentNode } = item;
      list.append(item);
      if (!parentNode.firstChild) parentNode.replaceWith(render(['p', {}, exempt.all]));
    }
  }
  panel.replaceChildren(list.firstChild ? list : render(['p', {}, exempt.none]));
}

const render = (tree) => renderTree(tree, { __proto__: null });
