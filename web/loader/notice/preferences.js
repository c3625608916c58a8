import { dialogFile, exemptDialogFile, prerendered, servicesDialogFile } from 'virtual:build';

/** How long, in ms, the dialog may take until a message asks to wait, then until it's given up. */
const [SLOW, PATIENCE] = [1000, 9000];

/** The notice's control for each view of the dialog. */
const CONTROLS = { preferences: 'cookies-customize', charter: 'cookies-read-charter' };

/**
 * The dialog with the preferences and the charter.
 *
 * @param {object} parts besides those named here, those that the dialog needs: see
 *   ../dialog/dialog.js
 * @param {import('../start/config.js').Config} parts.config
 * @param {ReturnType<import('./page.js').createPage>} parts.page
 * @param {typeof import('../start/report.js').report} parts.report
 * @param {() => void} parts.failed called when the dialog that was asked for cannot be shown
 */
export function createPreferences({ failed, ...parts }) {
  const { config, page, report } = parts;
  /** @type {ReturnType<import('../dialog/dialog.js').createDialog>|null} */
  let dialog = null;
  /** The view to show once the dialog has come. @type {'preferences'|'charter'|null} */
  let wanted = null;
  /** @type {number|undefined} */
  let timer;

  const load = () => config.module(
    config.services[0] ? servicesDialogFile : config.exempt[0] ? exemptDialogFile : dialogFile,
  ).then(({ createDialog }) => {
    dialog ??= createDialog(parts);
  });

  function giveUp() {
    if (wanted) failed();
    wanted = null;
  }

  return {
    /**
     * Fetches what opening needs; an error shows when it is needed.
     * @param {boolean} [prepare] whether to render the preferences, too
     */
    prefetch(prepare) {
      load().then(() => page.notice() && dialog?.prefetch(prepare)).catch(() => {});
    },

    /** Opens a view of the dialog. @param {'preferences'|'charter'} view */
    async open(view) {
      page.mount();
      wanted = view;
      clearTimeout(timer); // an earlier request's must not end this one
      timer = setTimeout(() => {
        if (wanted) page.announce(prerendered().texts.wait);
        timer = setTimeout(giveUp, PATIENCE);
      }, SLOW);
      try {
        page.setBusy(CONTROLS[view]);
        await load();
        await dialog.ready(view);
        if (wanted !== view) return;
        page.reattach(); // the page may have replaced its content meanwhile
        page.setBusy();
        dialog.open(view);
        wanted = null;
      } catch (error) {
        report('dialog', error);
        giveUp();
      } finally {
        clearTimeout(timer);
      }
    },

    /** Closes the dialog, and drops what was asked for: the visitor has chosen. */
    close() {
      wanted = null;
      page.setBusy();
      dialog?.close();
    },

    /** Follows a change of the choice. */
    choiceChanged: () => dialog?.choiceChanged(),

    /** Gives up a dialog whose element has lost its listeners; the next one is a new one. */
    reset() {
      dialog?.close();
      dialog = wanted = null;
    },
  };
}
