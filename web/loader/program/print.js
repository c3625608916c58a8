/** What is printed while the charter is open: the charter, on as many pages as it takes. */
const ALONE = '@media print { body > :not(cookies-preferences) { display: none !important } }';

let listening = false;

/**
 * Has a print of the page be one of the charter while that is open: it is a
 * document, and what lies below it cannot be read then anyway. The page's own
 * look is not touched but while it prints.
 *
 * @param {() => boolean} open whether the charter is
 */
export function printCharter(open) {
  if (listening) return; // a program that is run again has the same page
  listening = true;
  /** @type {CSSStyleSheet|undefined} */
  let sheet;
  addEventListener('beforeprint', () => {
    if (sheet || !open()) return;
    try {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(ALONE);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    } catch {
      sheet = undefined; // browsers of before 2023 print the page
    }
  });
  addEventListener('afterprint', () => {
    if (!sheet) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((other) => other !== sheet);
    sheet = undefined;
  });
}
