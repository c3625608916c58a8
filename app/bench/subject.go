//go:build !js

package bench

// subject is a page with a banner in it.
type subject struct {
	name string

	// Inserted into the page; FOLDER stands for the path of its files.
	head, bodyStart string

	files []asset

	// script is the text of FOLDER/script.js, for a subject written here.
	script string

	// Selectors of its notice and its refuse button; ">>>" continues in the shadow
	// root of the element found so far. "" for no notice.
	notice, refuse string

	// record is a JavaScript regular expression for the cookie that a refusal
	// writes.
	record string
}

// asset is a file of a peer's package.
type asset struct{ name, file string } // file: in peers/node_modules

// subjects are all subjects, in the table's order.
var subjects = []subject{bare, floor, least, ours, tarteaucitron, orejime, klaro, vanilla}

var bare = subject{name: "bare"}

// floor is written into the page itself. A server that reads the cookie could do even
// better, and leave the notice out after the choice.
var floor = subject{
	name: "floor",
	head: `<style>#avis{position:fixed;inset:auto 0 0;z-index:9;padding:1rem;background:#fff;border-top:1px solid #666}</style>`,
	bodyStart: `<section id="avis" aria-label="Cookies">
<h2>Cookies sur ce portail</h2>
<p>Le portail utilise des cookies nécessaires à son fonctionnement. Si vous l’acceptez, d’autres peuvent servir à mesurer
l’audience et à afficher des vidéos de tiers.</p>
<button type="button" data-choix="oui">Tout accepter</button>
<button type="button" data-choix="non">Tout refuser</button>
</section>
<script>
const avis = document.getElementById("avis");
if (document.cookie.includes("avis=")) avis.remove();
avis.addEventListener("click", ({ target: { dataset } }) => {
  if (!dataset.choix) return;
  document.cookie = "avis=" + dataset.choix + "; Path=/; Max-Age=15552000; SameSite=Lax";
  avis.remove();
});
</script>`,
	notice: "#avis",
	refuse: `#avis [data-choix="non"]`,
	record: `^avis=non`,
}

// least is floor's notice made by a script file that does nothing else. It loses one
// request to floor.
var least = subject{
	name: "least",
	head: floor.head + `<script src="FOLDER/script.js" defer></script>`,
	script: `if (!document.cookie.includes("avis=")) {
  const avis = document.createElement("section");
  avis.id = "avis";
  avis.setAttribute("aria-label", "Cookies");
  const add = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    avis.append(element);
    return element;
  };
  add("h2", "Cookies sur ce portail");
  add("p", "Le portail utilise des cookies nécessaires à son fonctionnement. Si vous l’acceptez, d’autres peuvent servir à mesurer l’audience et à afficher des vidéos de tiers.");
  add("button", "Tout accepter").dataset.choix = "oui";
  add("button", "Tout refuser").dataset.choix = "non";
  avis.addEventListener("click", ({ target: { dataset } }) => {
    if (!dataset.choix) return;
    document.cookie = "avis=" + dataset.choix + "; Path=/; Max-Age=15552000; SameSite=Lax";
    avis.remove();
  });
  document.body.prepend(avis);
}
`,
	notice: floor.notice,
	refuse: floor.refuse,
	record: floor.record,
}

var ours = subject{
	name:   "ours",
	head:   oursTag(""),
	notice: "cookies-preferences >>> .notice",
	refuse: "cookies-preferences >>> #cookies-refuse",
	record: `^cookies_preferences=%7B.*Max-Age=[1-9]`,
}

// oursTag is the script tag of ours, with more attributes.
func oursTag(attributes string) string {
	return `<script src="FOLDER/banner.js" defer data-portal="opendata.aude.fr"` + attributes + `></script>`
}

// By default tarteaucitron loads its stylesheet, then a language, then its services,
// one after the other once the page has loaded. With useExternalCss and useExternalJs,
// which it documents, the page loads them at once. Its own Matomo services may run
// without consent, being exempt; this one asks, and is defined as its documentation
// says. Its cookie exists before the choice, with "wait" in it.
var tarteaucitron = subject{
	name: "tarteaucitron",
	head: `<link rel="stylesheet" href="FOLDER/tarteaucitron.min.css">
<script src="FOLDER/tarteaucitron.min.js" defer></script>
<script src="FOLDER/tarteaucitron.fr.min.js" defer></script>
<script src="FOLDER/tarteaucitron.services.min.js" defer></script>
<script>
addEventListener("DOMContentLoaded", () => {
  tarteaucitron.services.statistics = {
    key: "statistics", type: "analytic", name: "Matomo", needConsent: true, cookies: ["_pk_id"], js() {}, fallback() {},
  };
  tarteaucitron.job = ["statistics", "youtube"];
  tarteaucitron.init({
    privacyUrl: "/charte", orientation: "bottom", showIcon: false,
    DenyAllCta: true, AcceptAllCta: true, highPrivacy: true, useExternalCss: true, useExternalJs: true,
    googleConsentMode: false, bingConsentMode: false, pianoConsentMode: false,
  });
});
</script>`,
	files: []asset{
		{"tarteaucitron.min.css", "tarteaucitronjs/css/tarteaucitron.min.css"},
		{"tarteaucitron.min.js", "tarteaucitronjs/tarteaucitron.min.js"},
		{"tarteaucitron.fr.min.js", "tarteaucitronjs/lang/tarteaucitron.fr.min.js"},
		{"tarteaucitron.services.min.js", "tarteaucitronjs/tarteaucitron.services.min.js"},
	},
	notice: "#tarteaucitronAlertBig",
	refuse: "#tarteaucitronAllDenied2",
	record: `^tarteaucitron=(?=.*statistics=false)(?=.*youtube=false)`,
}

var orejime = subject{
	name: "orejime",
	head: `<link rel="stylesheet" href="FOLDER/orejime-standard.css">
<script>
window.orejimeConfig = {
  privacyPolicyUrl: "/charte",
  purposes: [
    { id: "statistics", title: "Statistiques (Matomo)", cookies: [/^_pk_/] },
    { id: "third_party", title: "Tiers (YouTube)", cookies: [] },
  ],
};
</script>
<script src="FOLDER/orejime-standard-fr.js" defer></script>`,
	files: []asset{
		{"orejime-standard.css", "orejime/dist/orejime-standard.css"},
		{"orejime-standard-fr.js", "orejime/dist/orejime-standard-fr.js"},
	},
	notice: ".orejime-Banner",
	refuse: ".orejime-Banner-declineButton",
	record: `^eu-consent=`, // by default
}

// Klaro's default build contains its stylesheet, which saves a request.
var klaro = subject{
	name: "klaro",
	head: `<script>
window.klaroConfig = {
  version: 1, lang: "fr", acceptAll: true, hideDeclineAll: false,
  translations: { fr: { privacyPolicyUrl: "/charte", purposes: { statistics: "Statistiques", third_party: "Tiers" } } },
  services: [
    { name: "matomo", title: "Matomo", purposes: ["statistics"], cookies: [/^_pk_/] },
    { name: "youtube", title: "YouTube", purposes: ["third_party"] },
  ],
};
</script>
<script src="FOLDER/klaro.js" defer></script>`,
	files:  []asset{{"klaro.js", "klaro/dist/klaro.js"}},
	notice: ".klaro .cookie-notice",
	refuse: ".klaro .cn-decline",
	record: `^klaro=`,
}

// vanilla-cookieconsent takes an automated browser for a bot unless hideFromBots is
// false.
var vanilla = subject{
	name: "vanilla-cc",
	head: `<link rel="stylesheet" href="FOLDER/cookieconsent.css">
<script src="FOLDER/cookieconsent.umd.js" defer></script>
<script>
addEventListener("DOMContentLoaded", () => CookieConsent.run({
  hideFromBots: false,
  categories: {
    necessary: { enabled: true, readOnly: true },
    statistics: { services: { matomo: { label: "Matomo" } } },
    third_party: { services: { youtube: { label: "YouTube" } } },
  },
  language: { default: "fr", translations: { fr: {
    consentModal: {
      title: "Cookies sur ce portail",
      description: "Si vous l’acceptez, des cookies peuvent servir à mesurer l’audience et à afficher des vidéos de tiers.",
      acceptAllBtn: "Tout accepter", acceptNecessaryBtn: "Tout refuser", showPreferencesBtn: "Personnaliser",
    },
    preferencesModal: {
      title: "Gérer mes cookies", acceptAllBtn: "Tout accepter", acceptNecessaryBtn: "Tout refuser",
      savePreferencesBtn: "Enregistrer mes choix", closeIconLabel: "Fermer",
      sections: [
        { title: "Nécessaires", description: "Toujours actifs.", linkedCategory: "necessary" },
        { title: "Statistiques", description: "Mesurer l’audience.", linkedCategory: "statistics" },
        { title: "Tiers", description: "Vidéos de tiers.", linkedCategory: "third_party" },
      ],
    },
  } } },
}));
</script>`,
	files: []asset{
		{"cookieconsent.css", "vanilla-cookieconsent/dist/cookieconsent.css"},
		{"cookieconsent.umd.js", "vanilla-cookieconsent/dist/cookieconsent.umd.js"},
	},
	notice: "#cc-main .cm",
	refuse: `#cc-main .cm [data-role="necessary"]`,
	record: `^cc_cookie=`,
}
