package robust

import (
	"slices"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// moduleFailures: the modules beside the script do not come.
func moduleFailures(t *testing.T) []hardship {
	goes := func(name string, give answer, announced ...string) hardship {
		return without("the module go-HASH.js "+name, "go-", give, announced...)
	}
	const js = "text/javascript"
	return slices.Concat(
		trying(goes("is gone, as with an older script (404)", status(404), "404"), "accept", "refuse", "save"),
		trying(goes("makes its host fail (500)", status(500), "500"), "save"),
		trying(goes("is a proxy's page", content("text/html", errorPage), "MIME type"), "save"),
		trying(goes("is a proxy's page, under its own type", content(js, errorPage)), "save"),
		trying(goes("comes as text/plain", content("text/plain", "export {}"), "MIME type"), "save"),
		trying(goes("is cut in half", altered(t, half)), "save"),
		trying(goes("is empty", content(js, "")), "save"),
		trying(goes("throws", content(js, `throw new Error("no")`)), "accept", "save"),
		trying(goes("is redirected to a captive portal", captivePortal(t), "CORS policy", "net::ERR_FAILED"), "save"),
		trying(goes("has its connection reset midway", reset(t), "net::ERR_"), "save"),
		[]hardship{
			{name: "the module for keys is not found", host: instead("keyboard-", status(404)), announced: []string{"404"},
				during: func(p *harness.Page) { p.Press("\t") }},
			{name: "the module for frames that wait is not found: accept", host: instead("placeholder-", status(404)), announced: []string{"404"},
				body: waitingFrame},
			{name: "the module for frames that wait is not found: save", host: instead("placeholder-", status(404)), announced: []string{"404"},
				body: waitingFrame, act: "save"},
			{name: "the module that tells other scripts is not found: accept", host: instead("integrations-", status(404)), announced: []string{"404"},
				attributes: `data-portal="` + harness.Aude + `" data-integrations="datalayer"`},
			{name: "the module that tells other scripts throws: save", host: instead("integrations-", content(js, `throw new Error("no")`)),
				attributes: `data-portal="` + harness.Aude + `" data-integrations="datalayer"`, act: "save"},
		},
	)
}

// waitingFrame is a frame that waits for the choice.
const waitingFrame = `<iframe data-cookies="third_party" data-src="about:blank" title="Vidéo" width="400" height="225"></iframe>`

// charterFailures: the charter's text does not come.
func charterFailures(t *testing.T) []hardship {
	read := func(p *harness.Page) {
		p.Click("cookies-read-charter")
		p.Wait(`shadow.querySelectorAll(".charter tbody tr").length`)
		p.Click("cookies-close")
		p.Wait(`$("cookies-dialog") === null`)
	}
	charter := func(name string, give answer, announced ...string) hardship {
		h := without("the charter "+name, "charters/", give, announced...)
		h.during = read
		return h
	}
	return slices.Concat(
		trying(charter("is not found (404)", status(404), "404"), "save"),
		trying(charter("is a proxy's page", content("text/html", errorPage)), "save"),
		trying(charter("is a proxy's page, under its own type", content("text/plain", errorPage)), "save"),
		trying(charter("has its connection reset midway", reset(t), "net::ERR_"), "save"),
		trying(charter("is redirected to a captive portal", captivePortal(t), "CORS policy", "net::ERR_FAILED"), "save"),
	)
}
