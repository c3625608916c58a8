// Package e2e has no code: its folders test the product in real browsers, built as it ships
// and used as visitors and administrators use it. Each folder is a package for one promise, and
// runs alone. Look for the test of a behaviour here:
//
//   - choice: what a visitor chooses and what follows from it. Accepting, refusing, the
//     preferences and the charter; the cookie's form, renewal and readers; gates and
//     placeholders; the trackers' cookies that a withdrawal removes, a parent domain's too;
//     Global Privacy Control; window.cookiesPreferences and the events; other tabs, the
//     back/forward cache, a choice made just before leaving; the CNIL's rules about choosing.
//   - access: accessibility and looks. RGAA 4.1 and axe-core in every state on every screen,
//     the keyboard, where the focus goes when a panel closes, zoom and reflow, accessibility
//     trees, what a screen reader announces.
//   - page: the banner leaves the portal's page alone and looks right in it. Handlers,
//     history, styles and colours of the page, a rebuilt <body>, scrolling, prerendering, printing.
//   - robust: pages and frames, policies (CSP, Trusted Types), servers, networks, browsers that
//     refuse cookies, hostile text (a charter's too). Nothing is allowed that the visitor didn't
//     allow, and the page goes on working.
//   - install: what the manual promises to integrators. Recipes as they are written, the table
//     of policies.md, the proof.
//   - preview: the workshop, with the zip of files that it gives, and the demo portals, as an
//     administrator uses them.
//   - firefox: the main flows in Firefox, one after the other since all its windows share one
//     focus. They run beside the others, which are in Chromium.
//   - flows: tests that run in all browsers, called from the packages above; what runs in WebKit
//     too, which web/docs/engines.md says.
//   - harness: what all of them share; [cookies-preferences/app/e2e/harness.Page] first of all.
//     Its one test is of the tests' own mouse.
//
// Tests of what needs no browser are beside the code: the cookie's cases in
// banner/preferences, the loader's modules in web/loader (make test-js), the workshop's links
// and archive in app/preview/workshop, the charter's parser in charter and its page in
// app/build, the texts of the documents in web.
//
// Run one package, or one test:
//
//	go test ./app/e2e/choice
//	go test ./app/e2e/choice -run TestAcceptAndRefuse
//
// The product is built once for all packages, into .build/e2e, again after each change. Tests
// run in the Chromium, the Firefox and the MiniBrowser of WebKit that CHROMIUM, FIREFOX and WEBKIT
// name, or those of the system. A test whose name contains Firefox or WebKit runs there. With -pictures, a folder, tests of looks
// write a picture of each state (make pictures); with -update, tests of walks and trees rewrite
// the texts that they compare with.
//
// make test leaves out the tests whose name starts with TestLong: all screens, all hostile
// pages, hours of idling. make test-long runs those alone, make test-all everything.
package e2e
