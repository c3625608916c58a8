// Package workshop is the page where an administrator sets the banner up for a portal:
// they choose the portal, check its charter as they type it, choose the script tag's
// attributes, try the banner in a preview, and download what has to be installed.
//
// The workshop is a go-app program of its own, compiled beside the banner's. Its preview is
// an ordinary page with banner.js in it, in a frame (web/preview/workshop/preview.html). The
// rest of the browser is behind [Browser].
//
// All that is set is one value, [State], which the page's address holds after its #, so that
// it can be sent to a colleague.
package workshop
