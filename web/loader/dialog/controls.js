/**
 * Answers the dialog's native controls until the program takes them over.
 *
 * @param {object} acts
 * @param {(name: string, allowed: boolean) => void} acts.toggle a switch was moved
 * @param {(choice: 'accept'|'refuse'|'save') => void} acts.choose
 * @param {(id: string) => void} acts.goTo a part of the charter was chosen
 * @param {() => void} acts.readCharter
 * @param {() => void} acts.dismiss the dialog was left without a choice
 */
export function createControls({ toggle, choose, goTo, readCharter, dismiss }) {
  const presses = {
    'cookies-accept-all': () => choose('accept'),
    'cookies-refuse-all': () => choose('refuse'),
    'cookies-save': () => choose('save'),
    'cookies-dialog-charter': readCharter,
    'cookies-close': dismiss,
  };
  const listeners = {
    change: ({ target }) => toggle(target.id.replace('cookies-toggle-', ''), target.checked),
    click({ target, detail }) {
      const button = target.closest('button');
      if (!button) return;
      if (button.dataset.part) goTo(button.dataset.part);
      // The second click of a double click isn't meant for what the first brought up.
      else if (detail < 2 || !/all|save/.test(button.id)) presses[button.id]?.();
    },
    cancel(event) { // Esc
      event.preventDefault();
      dismiss();
    },
    close({ currentTarget }) { // it may come without a cancel event
      if (!currentTarget.open && currentTarget.isConnected) dismiss();
    },
  };
  /** @type {HTMLDialogElement|undefined} */
  let dialog;

  return {
    /** @param {HTMLDialogElement} element */
    listen(element) {
      dialog = element;
      for (const type of Object.keys(listeners)) dialog.addEventListener(type, listeners[type]);
    },

    /** Leaves the controls to the program. */
    release() {
      for (const type of Object.keys(listeners)) dialog?.removeEventListener(type, listeners[type]);
    },
  };
}
