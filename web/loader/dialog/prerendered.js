import { texts } from 'virtual:build';
import { createControls } from './controls.js';
import { createDraft } from './draft.js';
import { describe } from './services.js';
import { createView, write } from './view.js';

/**
 * The view that is open.
 *
 * @typedef {object} State
 * @property {'preferences'|'charter'|''} view
 * @property {boolean} [ahead] whether it is rendered, but hidden until the click
 * @property {boolean} [fromPreferences] whether closing the charter leads back to them
 */

/** @type {State} */
const CLOSED = { view: '' };

/**
 * The dialog as the build rendered it, with native controls. Its switches change a draft,
 * and only « Enregistrer mes choix » commits it.
 *
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('../notice/page.js').createPage>} parts.page
 * @param {ReturnType<import('./charter.js').createCharter>} parts.charter
 * @param {ReturnType<import('./modal.js').createModal>} parts.modal
 * @param {(record: string) => void} parts.commit also closes the dialog and tells the visitor
 * @param {() => void} parts.readCharter called when the preferences' « Charte cookies » is pressed
 */
export function createPrerendered({ config, choice, page, charter, modal, commit, readCharter }) {
  const services = SERVICES ? config.services.map(describe) : [];
  const draft = createDraft(choice, config.trackers.filter(config.asked), services);
  const view = createView(config, page.holes, services);
  const controls = createControls({ toggle, choose, goTo, readCharter, dismiss });
  let state = CLOSED;
  /** @type {HTMLDialogElement|undefined} */
  let element;

  const $ = (id) => page.shadow?.getElementById(id);

  function render() {
    const content = state.view === 'charter'
      ? view.charter(draft.chosen(), charter.rendered, state.fromPreferences)
      : view.preferences(draft.chosen(), charter.rendered);
    if (!element?.isConnected) {
      element = view.dialog();
      controls.listen(element);
      page.place.firstChild.replaceChildren(element);
    }
    element.replaceChildren(...content);
    showDraft();
  }

  const isOpen = () => state.view !== '' && !state.ahead;

  /** Renders what is open again, with the focus where it was. */
  function renderAgain() {
    const focused = page.shadow.activeElement?.id;
    render();
    modal.focus(focused || 'cookies-dialog');
  }

  /** Shows what was rendered, with the focus on an element, or on the dialog. */
  function show(id) {
    if (!modal.show()) return close();
    if (id) modal.scrollTo(id);
    modal.focus(id ?? 'cookies-dialog');
  }

  function showDraft() {
    view.showDraft(element, draft);
    announce(view.along(draft));
  }

  /** Tells visitors who can't see it what has changed in the preferences. */
  const announce = (text) => write($('cookies-along'), text);

  function open(wanted) {
    if (state.ahead && (wanted !== state.view || choice.get() || !element?.isConnected)) {
      state = CLOSED;
    }
    if (state.view !== wanted) {
      const back = state.fromPreferences;
      if (!state.view || (wanted === 'preferences' && !back)) draft.start();
      state = { view: wanted, fromPreferences: state.view === 'preferences' };
      render();
    }
    state.ahead = false;
    show();
  }

  function close() {
    if (isOpen()) modal.close();
    state = CLOSED;
    if (element?.isConnected) element.remove(); // Prototype 1.6's own method throws otherwise
  }

  function dismiss() {
    if (!state.fromPreferences) return close();
    state = { view: 'preferences' };
    render();
    show('cookies-dialog-charter');
  }

  function toggle(name, allowed) {
    draft.move(name, allowed);
    showDraft();
  }

  function choose(kind) {
    if (state.view !== 'preferences') return;
    state = CLOSED;
    const allows = { accept: () => true, refuse: () => false, save: draft.allows };
    commit(choice.record(allows[kind], draft.allows));
    element.remove();
  }

  function goTo(id) {
    if (state.view === 'preferences') {
      state = { view: 'charter', fromPreferences: true };
      render();
    }
    show(id);
  }

  /** Shows the charter once it has come. */
  charter.fetched.then(() => {
    if (!charter.rendered) return;
    view.learn(charter.rendered);
    if (!state.view) return;
    if (state.view === 'charter') return renderAgain();
    view.fillDetails(element, charter.rendered);
    view.showChosen(element, draft.chosen());
    announce(view.along(draft));
  });

  return {
    open,
    close,
    isOpen,

    /** Renders the preferences ahead, for a visitor who has not chosen. */
    prepare() {
      if (state.view || choice.get()) return;
      draft.start();
      state = { view: 'preferences', ahead: true };
      render();
    },

    /** Follows a change of the choice. */
    choiceChanged() {
      if (state.ahead) return close();
      if (!state.view) return;
      draft.follow();
      if (state.view === 'charter') return renderAgain();
      view.showChosen(element, draft.chosen());
      view.showDraft(element, draft);
    },

    /** Tells the visitor that the charter, which only the program can read, doesn't come. */
    late() {
      const lines = isOpen() ? element.querySelectorAll('.loading') : [];
      for (const line of lines) write(line, texts.charterFailed);
      if (lines[0]) announce(texts.charterFailed);
    },

    /**
     * Gives the open dialog up, and returns what it shows: see ../program/host.js.
     * @param {Uint8Array|null} text of the charter, if it is shown
     */
    handOver(text) {
      controls.release();
      announce(view.along(draft));
      for (const line of element.querySelectorAll('.loading')) write(line, texts.loading);
      const { view: dialog, fromPreferences = false } = state;
      state = CLOSED;
      return {
        dialog,
        fromPreferences,
        chosen: draft.chosen(),
        draft: draft.names().filter(draft.allows),
        along: draft.along(),
        services: SERVICES ? services : [],
        charter: text,
        charterShown: charter.rendered !== null,
      };
    },

    /** Takes the dialog back as the visitor sees it. @returns {boolean} whether it is open */
    takeBack() {
      element = page.shadow?.querySelector('dialog[open]');
      if (!element) {
        page.place?.firstChild.replaceChildren();
        return false;
      }
      state = {
        view: element.querySelector('.categories') ? 'preferences' : 'charter',
        fromPreferences: $('cookies-close').textContent === texts.back,
      };
      if (state.view === 'preferences') draft.read((name) => $(`cookies-toggle-${name}`)?.checked);
      controls.listen(element);
      return true;
    },
  };
}
