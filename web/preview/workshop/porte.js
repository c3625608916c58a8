/** What waits for the choice in the page of trial: it says, once it runs, which name let it through. */
document.dispatchEvent(new CustomEvent('essai:porte', {
  detail: new URL(document.currentScript.src).search.slice(1),
}));
