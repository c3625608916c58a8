import {
  charterLoading, exempt, labels, months, preferences, texts, tracker,
} from 'virtual:build';
import { CATEGORIES, LIFETIME, NAMES, TRACKERS } from '../start/cookie.js';
import { renderTree } from '../notice/render.js';
import { moveExempt } from './exempt.js';
import { addServices } from './services.js';

/**
 * Renders the dialog from what the build made of Go's views, as Go would for this page and
 * this choice: the program takes these very nodes over. The build makes three of it: with EXEMPT
 * for pages that have exempt trackers, with SERVICES too for those that declare services, and
 * without.
 *
 * @param {import('../start/config.js').Config} config
 * @param {Record<string, string>} notice the holes of the notice
 * @param {import('./services.js').Service[]} services the declared ones
 */
export function createView(config, notice, services) {
  if (SERVICES) for (const [id, , name] of services) labels[id] = name;
  /** All that may have a switch. */
  const names = SERVICES ? NAMES.concat(config.services) : NAMES;
  const { asked } = config;
  const isExempt = (name) => config.exempt.includes(name);
  const [tag, attributes, ...panel] = prune(preferences);
  const [, , ...loading] = charterLoading;

  /**
   * Leaves out the switches that this page doesn't have, and adds those of its trackers.
   * @param {any[]} tree
   * @param {(name: string) => boolean} [has] whether a tracker's switch belongs here
   */
  function prune([tag, attributes, ...children], has = asked) {
    const { class: kind } = attributes;
    if (kind === 'categories') {
      children = children.filter((item, i) => !i || asked(NAMES[i]));
      if (EXEMPT && config.exempt[0]) children.splice(1, 0, exempt.item);
    }
    if (EXEMPT && kind === 'category exempt') has = isExempt;
    if (kind === 'trackers') return [tag, attributes, ...TRACKERS.filter(has).map(rowOf)];
    return [tag, attributes, ...children
      .filter((child) => child[1]?.class !== 'trackers' || TRACKERS.some(has))
      .map((child) => (Array.isArray(child) ? prune(child, has) : child))];
  }

  /** The switch of a tracker: the build rendered one for all. */
  function rowOf(name) {
    let row = JSON.stringify(tracker).replaceAll('TRACKER', name).replaceAll('LABEL', label(name));
    if (EXEMPT && isExempt(name)) {
      row = row.replace(texts.allowed, exempt.active).replace(texts.refused, exempt.objected);
    }
    return JSON.parse(row);
  }

  /** Fills what depends on the choice in force. */
  const chosenHoles = (chosen) => {
    const list = (allowed) => names.slice(1)
      .filter((name) => (asked(name) || SERVICES && config.services.includes(name)
        || EXEMPT && !allowed && isExempt(name))
        && chosen[name] === allowed)
      .map(label).join(', ');
    return chosen?.timestamp && {
      '\ue002': frenchDate(chosen.timestamp),
      '\ue003': frenchDate(chosen.timestamp + LIFETIME),
      '\ue004': list(true) || undefined,
      '\ue005': list(false) || undefined,
    };
  };

  return {
    /** Takes over the labels that a charter has itself. @param {import('./charter.js').Charter} */
    learn({ names = {} }) {
      for (const name of Object.keys(names)) [labels[name]] = names[name];
    },

    /** An empty <dialog>. */
    dialog: () => renderTree([tag, attributes], { __proto__: null }),

    /**
     * What the dialog holds when it shows the preferences.
     * @param {object|null} chosen the choice in force
     * @param {import('./charter.js').Charter|null} charter null while it isn't read
     */
    preferences(chosen, charter) {
      const holes = {
        __proto__: null,
        '\ue000': config.controller,
        '\ue001': notice['\ue002'], // about the domain and Global Privacy Control
        ...chosenHoles(chosen),
      };
      const content = fill(panel, holes);
      if (!chosen?.timestamp) content.querySelector('.box').remove();
      if (SERVICES) addServices(content, services);
      if (charter) this.fillDetails(content, charter);
      return [...content.childNodes];
    },

    /**
     * What the dialog holds when it shows the charter.
     * @param {object|null} chosen the choice in force
     * @param {import('./charter.js').Charter|null} charter null while it isn't read
     * @param {boolean} fromPreferences whether closing it leads back to the preferences
     */
    charter(chosen, charter, fromPreferences) {
      const onThisVersion = config.version && chosen?.charter === config.version;
      const holes = {
        __proto__: null,
        PAGE: config.charterPage,
        ORIGIN: config.origin,
        '\ue006': fromPreferences ? texts.back : texts.close,
        '\ue007': config.version || undefined,
        '\ue008': onThisVersion
          ? texts.onThisVersion.replace('\ue002', frenchDate(chosen.timestamp)) : '',
        '\ue009': config.origin,
      };
      return [...fill(charter?.content ?? loading, holes).childNodes];
    },

    fillDetails: EXEMPT ? (root, charter) => {
      fillDetails(root, charter);
      if (config.exempt[0]) moveExempt(root, charter, isExempt);
    } : fillDetails,

    /** Shows another choice in force. @param {ParentNode} root */
    showChosen(root, chosen) {
      const content = document.createElement('div');
      content.append(...this.preferences(chosen, null));
      root.querySelector('.chosen').replaceChildren(...content.querySelectorAll('.box'));
    },

    /**
     * Shows a draft in the switches.
     * @param {ParentNode} root
     * @param {ReturnType<import('./draft.js').createDraft>} draft
     */
    showDraft(root, draft) {
      for (const name of names.slice(1)) {
        const input = root.querySelector(`#cookies-toggle-${name}`);
        const allowed = draft.allows(name);
        if (input && input.checked !== allowed) input.checked = allowed;
      }
    },

    /** What tells visitors who can't see it which switches moved along with theirs. */
    along: (draft) => draft.along()
      .map((name) => `${label(name)}\u00a0: ${draft.allows(name) ? texts.allowed : texts.refused}.`)
      .join(' '),
  };
}

/** Renders trees. A line about the choice or the edition is left out if one of its holes stays. */
function fill(trees, holes) {
  const content = document.createElement('div');
  content.append(...trees.map((tree) => renderTree(tree, holes)));
  for (const line of content.querySelectorAll('.box p, .edition p')) {
    if (/[\ue002-\ue009]/.test(line.textContent)) line.remove();
  }
  return content;
}

/** Fills each category's details with what the charter says of it. @param {ParentNode} root */
function fillDetails(root, { details, names = {} }) {
  for (const name of [NAMES[0], ...CATEGORIES]) {
    const find = (selector) => root.querySelector(selector.replace('*', name));
    const panel = find('#cookies-details-*-panel');
    if (!panel) continue;
    panel.replaceChildren(...details[name].map((tree) => renderTree(tree, { __proto__: null })));
    if (!Array.isArray(names[name])) continue; // the page may have added to Object.prototype
    const [label, sentence] = names[name];
    find('[for=cookies-toggle-*]').firstChild.data = label;
    find('#cookies-toggle-*-purpose').textContent = sentence;
    find('#cookies-details-* span').textContent = `: ${label}`;
  }
}

/** Writes a text, unless it is there: browsers lay out again whatever is written. */
export function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** The name of a switch. */
const label = (name) => labels[name];

/**
 * A time's day in French, as Go writes it: Go takes today's offset from UTC for all days.
 * @param {number} time ms since 1970
 */
function frenchDate(time) {
  const date = new Date(time - new Date().getTimezoneOffset() * 6e4);
  const day = date.getUTCDate();
  return `${day === 1 ? '1er' : day}\u00a0${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
