//go:build !js

package build

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cookies-preferences/charter"
)

// TestCharterPage: the page has the portal, the charter and its version, and runs no script. Its
// bytes are always the same.
func TestCharterPage(t *testing.T) {
	text, _ := charter.Portal("opendata.aude.fr")
	page, err := charterPage("opendata.aude.fr", text, "../charter.css")
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := charterPage("opendata.aude.fr", text, "../charter.css")
		if err != nil || string(again) != string(page) {
			t.Fatal("the page differs each time")
		}
	}
	for _, part := range []string{
		"<!doctype html>", `<html lang="fr">`,
		"<title>Charte cookies – opendata.aude.fr</title>",
		`<link rel="stylesheet" href="../charter.css">`,
		charter.Version(text), "toujours sans JavaScript",
		`<a href="https://opendata.aude.fr">`, `aria-hidden="true"`, `<th role="rowheader" scope="row">`,
		`« <span lang="en">first-party</span> »`,
	} {
		if !strings.Contains(string(page), part) {
			t.Errorf("the page lacks %s", part)
		}
	}
	root, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	ids, targets := map[string]int{}, []string{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" || n.Data == "style" {
			t.Errorf("the page has a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				targets = append(targets, a.Val[1:])
			case strings.HasPrefix(a.Key, "on") || a.Key == "style":
				t.Errorf("the page has the attribute %s", a.Key)
			}
		}
	}
	want := []string{"cookies-section-1", "cookies-section-2", "cookies-table-1"}
	if !slices.Equal(targets, want) {
		t.Errorf("the contents lead to %q, want %q", targets, want)
	}
	for _, target := range targets {
		if ids[target] != 1 {
			t.Errorf("%d elements have the id %s", ids[target], target)
		}
	}
}

func TestCharterPageOfInvalidText(t *testing.T) {
	if _, err := charterPage("ville.test", []byte("\x00"), "charter.css"); err == nil {
		t.Error("an invalid charter makes a page")
	}
}
