package robust

import ()

// hostNames are pages that have taken names which the script, the browser or the
// banner use.
func hostNames() []hardship {
	return []hardship{
		{name: "the page defines the banner's element", head: `<script>customElements.define("cookies-preferences", class extends HTMLElement {
			connectedCallback() { this.hidden = true; }
		})</script>`, act: "save"},
		{name: "the page defines the banner's element, with a shadow root", head: `<script>customElements.define("cookies-preferences", class extends HTMLElement {
			constructor() { super(); this.attachShadow({mode: "open"}); }
		})</script>`},
		{name: "the page has an element of the banner's name", body: `<cookies-preferences></cookies-preferences>`, act: "save"},
		{name: "the page has elements with the banner's ids", body: `<p id="cookies-accept">Accepter</p><p id="cookies-status" hidden></p>` +
			`<dialog id="cookies-dialog"></dialog><p id="cookies-toggle-statistics"></p>`, act: "save"},
		{name: "elements have taken names of the window's", body: `<form id="cookiesPreferences"></form><a id="cookieStore"></a><a id="trustedTypes"></a><a id="dataLayer"></a>`, act: "save"},
		{name: "elements have taken names of the document's", body: `<img name="currentScript" alt=""><form><input name="cookie"><input name="body"></form>`, act: "save"},
		{name: "an element has taken the name document.cookie", body: `<img name="cookie" alt="">`},
		{name: "an element has taken the name document.body", body: `<form name="body"></form>`},
		{name: "something has taken the name cookiesPreferences", head: `<script>window.cookiesPreferences = {};</script>`},
	}
}
