package blocks

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter/internal/shape"
)

// readerOf returns a reader whose tables are lines with cells.
func readerOf(captions bool) *Reader[int] {
	startsTable := func(lines []Line) bool { return lines[0].Cells != nil }
	return &Reader[int]{
		StartsTable: startsTable,
		ReadTable:   func([]Line) (int, int, error) { return 1, 1, nil },
		Begins:      shape.IsListed, IsEntry: shape.IsNumbered, Captions: captions,
	}
}

// linesOf cuts a text into lines. One with a bar is a table's, and one may be an address.
func linesOf(text string) []Line {
	var lines []Line
	gap := true
	for i, one := range strings.Split(text, "\n") {
		if one == "" {
			gap = true
			continue
		}
		l := Line{Number: i + 1, Gap: gap, Text: one}
		if strings.Contains(one, "|") {
			l.Cells = strings.Split(one, "|")
		}
		if strings.HasPrefix(one, "https://") {
			l.Tail = one
		}
		lines, gap = append(lines, l), false
	}
	return lines
}

// TestRoles: what a line is depends on the lines right above and below it.
func TestRoles(t *testing.T) {
	for _, c := range []struct {
		text     string
		captions bool
		want     []Role
	}{
		{"Un titre\n\nDes mots.", false, []Role{Heading, Paragraph}},
		{"Des mots.\nhttps://a.example", false, []Role{Paragraph, Address}},
		{"1. Un mot.\n2. Deux mots", false, []Role{Paragraph, Paragraph}},
		{"1. Un mot\n\n2. Deux mots", false, []Role{Heading, Heading}},
		{"Titre\nListe\nLégende\na|b", false, []Role{Heading, Paragraph, Paragraph, Table}},
		{"Titre\nLégende\na|b", false, []Role{Heading, Heading, Table}},
		{"Voici :\nLégende\na|b", false, []Role{Lead, Paragraph, Table}},
		{"Voici :\nLégende\na|b", true, []Role{Lead, Heading, Table}},
		{"Titre\nListe\nDes mots.", false, []Role{Heading, Paragraph, Paragraph}},
	} {
		parts, err := readerOf(c.captions).Read(linesOf(c.text))
		if err != nil {
			t.Fatal(err)
		}
		var roles []Role
		for _, p := range parts {
			roles = append(roles, p.Role)
		}
		if !slices.Equal(roles, c.want) {
			t.Errorf("%q has the roles %d, want %d", c.text, roles, c.want)
		}
	}
}

// TestInline: the first address in angle brackets counts, on any line of a paragraph.
func TestInline(t *testing.T) {
	lines := linesOf("Voir la page des cookies du portail de la ville, qui est à cette adresse et qui dit\n" +
		"tout : (https://a.example) ou non.")
	lines[1].Inline = "https://a.example"
	parts, err := readerOf(false).Read(lines)
	if err != nil || len(parts) != 1 || parts[0].Inline != "https://a.example" {
		t.Errorf("%+v, %v", parts, err)
	}
}
