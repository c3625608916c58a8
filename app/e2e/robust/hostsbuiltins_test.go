package robust

import ()

// hostBuiltIns are pages that change what JavaScript and the browser give.
func hostBuiltIns() (cases []hardship) {
	script := func(name, source, act, attributes string) {
		cases = append(cases, hardship{name: name, head: `<script>` + source + `</script>`, act: act, attributes: attributes})
	}
	script("Prototype 1.6: accept what only the program can write", prototypeJS, "accept", declared)
	script("Prototype 1.6: save", prototypeJS, "save", "")
	script("Object.prototype has options of the browser's own", pollution, "save", "")
	script("Object.prototype has options of the browser's own: accept what only the program can write", pollution, "accept", declared)
	script("Array.prototype has a setter at 0", `Object.defineProperty(Array.prototype, 0, {set() {}, configurable: true});`, "save", "")
	script("everything built in is frozen", `for (const name of Object.getOwnPropertyNames(window)) {
		const made = Object.getOwnPropertyDescriptor(window, name).value;
		if (typeof made === "function" && made.prototype && name !== "Window") Object.freeze(Object.freeze(made).prototype);
	}`, "save", "")
	script("fetch is the page's own, and fails", `window.fetch = () => Promise.reject(new Error("refused by the page"));`, "save", "")
	script("a polyfill gives no shadow root", `Element.prototype.attachShadow = () => undefined;`, "", "")
	script("elements have old polyfills", oldPolyfills, "save", "")
	script("JSON is the page's own", `const {parse, stringify} = JSON;
		JSON.parse = (text) => parse(text, (key, value) => (/^\d{4}-/.test(value) ? new Date(value) : value));
		JSON.stringify = (value) => stringify(value, null, 2);`, "accept", declared)
	script("Object.hasOwn is not there", `delete Object.hasOwn;`, "", "")
	script("requestAnimationFrame never calls back", `window.requestAnimationFrame = () => 1;`, "save", "")
	script("texts and lists have methods of the page's own", ownMethods, "save", "")
	return cases
}

// prototypeJS does to a page what Prototype 1.6 does: arrays and strings say how
// they become JSON, and lists have enumerable methods.
const prototypeJS = `
	Array.prototype.toJSON = function () { return "[" + this.map((item) => Object.toJSON(item)).join(", ") + "]"; };
	String.prototype.toJSON = function () { return '"' + this + '"'; };
	Number.prototype.toJSON = function () { return String(this); };
	Object.toJSON = (value) => (value === null ? "null" : value.toJSON ? value.toJSON() : String(value));
	Array.prototype.each = function (f) { for (let i = 0; i < this.length; i++) f(this[i], i); return this; };
	Array.prototype.first = function () { return this[0]; };
	Array.prototype.last = function () { return this[this.length - 1]; };
	Function.prototype.bind = function (self, ...first) { const f = this; return function (...rest) { return f.apply(self, first.concat(rest)); }; };
	Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };`

// pollution gives every object what the browser, the script and the cookie ask
// objects for.
const pollution = `
	for (const name of ["statistics", "internal", "third_party", "ga", "matomo", "charter", "asked", "timestamp", "declared", "version", "domain",
		"capture", "once", "passive", "signal", "mode", "type", "slotAssignment", "delegatesFocus", "attributes", "characterData",
		"credentials", "status", "cache", "focusVisible", "left", "timeout", "detail", "clonable", "serializable"]) {
		Object.prototype[name] = true;
	}
	Object.prototype.extend = function (other) { return Object.assign(this, other); };`

// oldPolyfills are as sites have them from the days of older browsers, put in
// without a look whether they are needed.
const oldPolyfills = `
	Element.prototype.matches = function (selector) { return [].indexOf.call(document.querySelectorAll(selector), this) >= 0; };
	Element.prototype.closest = function (selector) {
		for (let e = this; e && e.nodeType === 1; e = e.parentElement) if (e.webkitMatchesSelector(selector)) return e;
		return null;
	};
	Element.prototype.remove = function () { if (this.parentNode !== null) this.parentNode.removeChild(this); };
	for (const prototype of [Element.prototype, Document.prototype, DocumentFragment.prototype]) {
		prototype.append = function () {
			const all = document.createDocumentFragment();
			for (const item of arguments) all.appendChild(item instanceof Node ? item : document.createTextNode(String(item)));
			this.appendChild(all);
		};
		prototype.prepend = function () {
			const all = document.createDocumentFragment();
			for (const item of arguments) all.appendChild(item instanceof Node ? item : document.createTextNode(String(item)));
			this.insertBefore(all, this.firstChild);
		};
	}
	const create = document.createElement;
	document.createElement = function (name) { const e = create.call(document, name); e.setAttribute("data-made", ""); return e; };
	CustomEvent = class extends Event {
		constructor(type, {bubbles, cancelable, detail} = {}) { super(type, {bubbles, cancelable}); Object.defineProperty(this, "detail", {value: detail}); }
	};`

// ownMethods do what the standard says, by other means.
const ownMethods = `
	const {replace} = String.prototype;
	String.prototype.replace = function (what, by) { return replace.call(this, what, by); };
	String.prototype.matchAll = function (pattern) { const found = []; this.replace(pattern, (...match) => { found.push(match); return ""; }); return found; };
	Array.prototype.flatMap = function (f, self) { return this.map(f, self).reduce((all, part) => all.concat(part), []); };
	Array.prototype.filter = function (f, self) { const kept = []; for (let i = 0; i < this.length; i++) if (f.call(self, this[i], i, this)) kept.push(this[i]); return kept; };
	Array.prototype.includes = function (item) { return this.indexOf(item) >= 0; };
	Array.from = function (list, f) { const all = []; for (const item of list) all.push(f ? f(item) : item); return all; };`
