/**
 * The page's document, for every module of the loader: the build injects it in place
 * of `document` (app/build/bundle.go). An element that a portal's editors can write,
 * such as <img name="body">, shadows the document's own member of that name; not here.
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
