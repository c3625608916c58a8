/**
 * The dialog with the preferences and the charter, fetched when the visitor reaches for
 * it. It is usable at once; the program takes it over once it has come. Either way the
 * switches change a draft, and only « Enregistrer mes choix » commits it.
 */
import { texts } from 'virtual:build';
import stylesheet from '../../styles/dialog.css';
import { setOf } from '../start/cookie.js';
import { createCharter } from './charter.js';
import { createControls } from './controls.js';
import { createDraft } from './draft.js';
import { createModal } from './modal.js';
import { printCharter } from './print.js';
import { createTakeover } from './takeover.js';
import { createView } from './view.js';

/**
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('../notice/page.js').createPage>} parts.page
 * @param {(record: string) => string} parts.commit commits a record; returns what to tell
 * @param {typeof import('../start/report.js').report} parts.report
 */
export function createDialog({ config, choice, page, commit, report }) {
  const draft = createDraft(choice, config.trackers.filter(config.asked));
  const charter = createCharter(config);
  const modal = createModal(page, report);
  const view = createView(config);
  const controls = createControls({ toggle, choose, goTo, readCharter, dismiss });

  /** What is open, while it isn't the program's. @type {'preferences'|'charter'|''} */
  let opened = '';
  /** Whether closing the charter leads back to the preferences. */
  let fromPreferences = false;
  /** @type {HTMLDialogElement|undefined} */
  let element;
  /** What the program is asked to show, until it does. @type {'preferences'|'charter'|''} */
  let requested = '';
  /** Whether the page was told that its portal is unknown. */
  let reported = false;

  const program = createTakeover(
    { isOpen: () => opened !== '', handOver, takeBack, late }, charter, page,
    { config, choice, commit: commitAndClose, report, modal: { ...modal, show: showRequested } });

  page.adoptStyles(stylesheet);
  printCharter(() => Boolean(page.shadow?.querySelector('.dialog .charter')));

  const $ = (id) => page.shadow?.getElementById(id);

  /** Commits a record, closes the dialog and tells the visitor. */
  function commitAndClose(record) {
    const outcome = commit(record);
    modal.close(); // before the message: what is outside a modal dialog isn't announced
    page.announce(outcome);
  }

  function render() {
    const content = opened === 'charter'
      ? view.charter(draft.chosen(), charter.rendered, fromPreferences)
      : view.preferences(draft.chosen(), charter.rendered);
    if (!element?.isConnected) {
      element = view.dialog();
      controls.listen(element);
      page.place.firstChild.replaceChildren(element);
    }
    element.replaceChildren(...content);
    view.showDraft(element, draft);
    if (opened === 'preferences') write($('cookies-along'), view.along(draft));
  }

  /** Renders what is open again, with the focus where it was. */
  function renderAgain() {
    const focused = page.shadow.activeElement?.id;
    render();
    modal.focus(focused || 'cookies-title');
  }

  /** Shows what the program has drawn. */
  function showRequested() {
    requested = '';
    return modal.show();
  }

  /** Shows what was rendered, with the focus on an element, or on the title. */
  function show(id) {
    if (modal.show()) {
      if (id) modal.scrollTo(id);
      modal.focus(id ?? 'cookies-title');
    } else {
      close();
    }
  }

  function open(wanted) {
    if (program.isRunning()) {
      requested = wanted;
      return program.request(wanted === 'preferences' ? 'open' : 'charter');
    }
    if (!config.charter && !reported) {
      reported = true;
      report('portal_unknown', `${config.portal}: no charter is built in for this portal and `
        + 'data-charter is absent; the standard charter is shown');
    }
    if (opened !== wanted) {
      const back = opened === 'charter' && fromPreferences;
      fromPreferences = opened === 'preferences';
      if (!opened || (wanted === 'preferences' && !back)) draft.start();
      opened = wanted;
      render();
    }
    show();
    if (opened) program.start();
  }

  function close() {
    opened = '';
    modal.close();
    element?.remove();
  }

  function dismiss() {
    if (opened !== 'charter' || !fromPreferences) return close();
    opened = 'preferences';
    render();
    show('cookies-dialog-charter');
  }

  function toggle(name, allowed) {
    draft.move(name, allowed);
    view.showDraft(element, draft);
    write($('cookies-along'), view.along(draft));
  }

  function choose(kind) {
    if (opened !== 'preferences') return;
    opened = '';
    const allows = { accept: () => true, refuse: () => false, save: draft.allows };
    commitAndClose(choice.record(allows[kind]));
    element.remove();
  }

  function goTo(id) {
    modal.scrollTo(id);
    modal.focus(id);
  }

  async function readCharter() {
    page.setBusy('cookies-dialog-charter');
    await charter.ready;
    page.setBusy();
    if (element.open) open('charter'); // by the program, if that has come meanwhile
  }

  /** Shows the charter's details once it has come. */
  charter.fetched.then(() => {
    if (!charter.rendered || !opened) return;
    if (opened === 'charter') return renderAgain();
    view.fillDetails(element, charter.rendered);
    write($('cookies-along'), view.along(draft));
  });

  /** Tells the visitor that the charter, which only the program can read, doesn't come. */
  function late() {
    const lines = opened ? element.querySelectorAll('.loading') : [];
    for (const line of lines) write(line, texts.charterFailed);
    if (lines[0]) write($('cookies-along'), texts.charterFailed);
  }

  /** @param {Uint8Array|null} text of the charter, if it is shown */
  function handOver(text) {
    controls.release();
    write($('cookies-along'), view.along(draft));
    for (const line of element.querySelectorAll('.loading')) write(line, texts.loading);
    const start = {
      dialog: opened,
      fromPreferences,
      chosen: draft.chosen(),
      draft: setOf(draft.allows),
      along: setOf((name) => draft.along().includes(name)),
      charter: text,
      charterShown: charter.rendered !== null,
    };
    opened = '';
    return start;
  }

  /**
   * Takes the dialog back as the visitor sees it, or opens what the visitor asked for: the
   * program has ended.
   */
  function takeBack() {
    element = page.shadow?.querySelector('dialog[open]');
    if (!element) {
      page.place?.firstChild.replaceChildren();
      if (requested) open(requested);
      requested = '';
      return;
    }
    opened = element.querySelector('.categories') ? 'preferences' : 'charter';
    fromPreferences = $('cookies-close').textContent === texts.back;
    if (opened === 'preferences') draft.read((name) => $(`cookies-toggle-${name}`)?.checked);
    controls.listen(element);
  }

  return {
    open,

    /** Settles when a view can be opened as a whole. @param {'preferences'|'charter'} wanted */
    ready: (wanted) => (wanted === 'charter' ? charter.ready : undefined),

    /** Fetches the program ahead. */
    prefetch: program.prefetch,

    /** Closes it without a choice: one was made or forgotten elsewhere. */
    close() {
      requested = '';
      if (program.isRunning()) program.request('close');
      else if (opened) close();
    },

    /** Follows a change of the choice, by another tab for one. */
    choiceChanged() {
      if (program.isRunning()) return program.request('read');
      if (!opened) return;
      draft.follow();
      if (opened === 'charter') return renderAgain();
      view.showChosen(element, draft.chosen());
      view.showDraft(element, draft);
    },
  };
}

/** Writes a text, unless it is there: the program takes over the very node. */
function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}
