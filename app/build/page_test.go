//go:build !js

package build

import (
	"regexp"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestCharterPage: the page has the portal, the charter and its version, leads to its sections, and
// runs no script. Its bytes are always the same.
func TestCharterPage(t *testing.T) {
	text, _ := charter.Portal("opendata.aude.fr")
	bytes, err := charterPage(Charter{Host: "opendata.aude.fr", Text: text}, "../charter.css")
	if err != nil {
		t.Fatal(err)
	}
	page := string(bytes)
	again, err := charterPage(Charter{Host: "opendata.aude.fr", Text: text}, "../charter.css")
	if err != nil || string(again) != page {
		t.Error("the page differs each time")
	}
	for _, part := range []string{
		"<!doctype html>", `<html lang="fr">`,
		"<title>Charte cookies – opendata.aude.fr</title>",
		`<link rel="stylesheet" href="../charter.css">`,
		charter.Version(text), "le restent sans JavaScript",
		`<a href="https://opendata.aude.fr">`, `aria-hidden="true"`,
		`<th role="rowheader" scope="row">`, `« <span lang="en">first-party</span> »`,
		` href="#cookies-section-1"`, ` href="#cookies-section-2"`, ` href="#cookies-table-1"`,
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page lacks %s", part)
		}
	}
	for _, link := range regexp.MustCompile(` href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if n := strings.Count(page, ` id="`+link[1]+`"`); n != 1 {
			t.Errorf("%d elements have the id %s", n, link[1])
		}
	}
	active := regexp.MustCompile(`<script|<style| style=| on[a-z]+=`).FindString(page)
	if active != "" {
		t.Errorf("the page has %q", active)
	}
}
