/** What is printed while the charter is open: all its pages, and nothing else. */
const CHARTER_ONLY =
  '@media print { body > :not(cookies-preferences) { display: none !important } }';

let listening = false;

/**
 * Prints only the charter while it is open: it is a document, and it covers the page.
 * The page's own styles change only while it prints.
 *
 * @param {() => boolean} open whether the charter is open
 */
export function printCharter(open) {
  if (listening) return; // for an earlier dialog
  listening = true;
  /** @type {CSSStyleSheet|undefined} */
  let sheet;
  addEventListener('beforeprint', () => {
    if (sheet || !open()) return;
    try {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(CHARTER_ONLY);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    } catch {
      sheet = undefined; // browsers older than 2023 print the page
    }
  });
  addEventListener('afterprint', () => {
    if (!sheet) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((it) => it !== sheet);
    sheet = undefined;
  });
}
