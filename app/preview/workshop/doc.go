// Package workshop is the page where an administrator sets up the banner for a
// portal, and takes away what is to be installed: the portal and its charter, read as
// one types; what the script tag says; the banner at work in a page of trial, at three
// widths, with what happens there and what each reader of the cookie gets; simulated
// mishaps; the script tag, the policy, and all files in an archive.
//
// It is a go-app program of its own, besides the banner's. The page of trial is an
// ordinary page with banner.js in it, in a frame (web/preview/workshop/essai.html); a service
// worker (web/preview/workshop/worker.js) hands it the charter that is being written, and
// simulates the line. All the rest of the browser is behind [Browser].
//
// What is set is a value, [Settings], which the page's address has after its #: a
// colleague can be sent it.
package workshop
