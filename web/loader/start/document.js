/**
 * The page's document, for all modules of the loader: the build puts it in the
 * place of `document` (app/build/bundle.go). An element that a portal's editors can
 * write, such as <img name="body">, takes the place of what the document has by
 * that name; here it does not.
 */
const page = window.document;

const own = new Proxy(page, {
  get(_, name) {
    const value = Reflect.get(Document.prototype, name, page);
    return typeof value === 'function' ? value.bind(page) : value;
  },
  set: (_, name, value) => Reflect.set(Document.prototype, name, value, page),
});

export { own as document };
