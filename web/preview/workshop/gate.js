/** A script of the preview that waits for the choice: it reports which name allowed it. */
document.dispatchEvent(new CustomEvent('preview:gate', {
  detail: new URL(document.currentScript.src).search.slice(1),
}));
