/**
 * The dialog with the preferences and the charter, fetched when the visitor reaches for
 * it. It is usable at once (prerendered.js); the program takes it over once it has come
 * (takeover.js).
 */
import stylesheet from '../../styles/dialog.css';
import exemptStylesheet from '../../styles/exempt.css';
import servicesStylesheet from '../../styles/services.css';
import { adoptStyles } from '../notice/render.js';
import { createCharter } from './charter.js';
import { createModal } from './modal.js';
import { createPrerendered } from './prerendered.js';
import { printCharter } from './print.js';
import { createTakeover } from './takeover.js';

/**
 * @param {object} parts
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('../start/choice.js').createChoice>} parts.choice
 * @param {ReturnType<import('../notice/page.js').createPage>} parts.page
 * @param {(record: string) => string} parts.commit commits a record; returns what to tell
 * @param {typeof import('../start/report.js').report} parts.report
 */
export function createDialog({ config, choice, page, commit, report }) {
  const charter = createCharter(config);
  const modal = createModal(page, report);
  const dialog = createPrerendered(
    { config, choice, page, charter, modal, commit: commitAndClose, readCharter });
  /** The view requested of the program, until it shows it. @type {'preferences'|'charter'|''} */
  let requested = '';
  const program = createTakeover({ ...dialog, takeBack }, charter, page, {
    config, choice, commit: commitAndClose, report, modal: { ...modal, show: showRequested } });
  /** Whether the page was told that its portal is unknown. */
  let reported = false;

  adoptStyles(page.shadow, stylesheet + (EXEMPT ? exemptStylesheet : '')
    + (SERVICES ? servicesStylesheet : ''));
  printCharter(() => Boolean(page.shadow?.querySelector('.dialog .charter')));

  /** Commits a record, closes the dialog and tells the visitor. */
  function commitAndClose(record) {
    const outcome = commit(record);
    modal.close();
    page.announce(outcome);
  }

  /** Leads from the preferences to the charter, once it has come. */
  async function readCharter() {
    page.setBusy('cookies-dialog-charter');
    await charter.ready;
    page.setBusy();
    if (page.shadow?.querySelector('dialog[open]')) open('charter');
  }

  /** Shows what the program has drawn. */
  function showRequested() {
    requested = '';
    return modal.show();
  }

  /** The program has ended: shows without it what the visitor sees, or asked for. */
  function takeBack() {
    const wanted = requested;
    requested = '';
    if (!dialog.takeBack() && wanted) open(wanted);
  }

  /** @param {'preferences'|'charter'} view */
  function open(view) {
    if (program.isRunning()) {
      requested = view;
      return program.request(view === 'preferences' ? 'open' : 'charter');
    }
    if (!config.charter && !reported) {
      reported = true;
      report('portal_unknown', `${config.portal} has no charter built in and no data-charter; `
        + 'the standard charter is shown');
    }
    dialog.open(view);
    if (dialog.isOpen()) program.start();
  }

  return {
    open,

    /** Settles when a view can be opened as a whole. @param {'preferences'|'charter'} view */
    ready: (view) => (view === 'charter' ? charter.ready : undefined),

    /** Fetches the program ahead. @param {boolean} [prepare] whether to render the preferences */
    prefetch(prepare) {
      if (prepare && !program.isRunning()) dialog.prepare();
      program.prefetch();
    },

    /** Closes it without a choice: one was made or forgotten elsewhere. */
    close() {
      requested = '';
      if (program.isRunning()) program.request('close');
      else dialog.close();
    },

    /** Follows a change of the choice, by another tab for one. */
    choiceChanged() {
      if (program.isRunning()) program.request('read');
      else dialog.choiceChanged();
    },
  };
}
