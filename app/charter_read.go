//go:build !js

package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"text/tabwriter"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// readCharters prints what is understood of each file, and fails if one is no charter.
func readCharters(c *call) error {
	asJSON := c.flags.Bool("json", false, "print a JSON object for each file")
	if err := c.flags.Parse(c.args); errors.Is(err, flag.ErrHelp) {
		return err
	} else if err != nil {
		return useError{err}
	}
	if c.flags.NArg() == 0 {
		return useError{errors.New("an argument is missing")}
	}
	var faults []error
	for _, file := range c.flags.Args() {
		understood, converted, err := build.ReadCharter(file)
		switch {
		case err != nil:
			faults = append(faults, err)
		case *asJSON:
			faults = append(faults, c.printJSON(understood))
		default:
			faults = append(faults, c.printTable(file, understood, converted))
		}
	}
	return errors.Join(faults...)
}

// kindName is a category's name in JSON and in the table.
type kindName struct {
	kind       charter.Kind
	json, text string
}

var kindNames = []kindName{
	{charter.Necessary, "necessary", "Nécessaires"},
	{charter.Statistics, "statistics", "Statistiques"},
	{charter.Internal, "internal", "Internes"},
	{charter.ThirdParty, "third_party", "Tiers"},
	{charter.Unknown, "unknown", "Sans catégorie sûre"},
}

// charterJSON is what "charter read -json" prints of a file.
type charterJSON struct {
	Title      string                  `json:"title"` // empty if the text has none
	Language   string                  `json:"language"`
	Updated    *string                 `json:"updated"` // 2026-03-04; null if the text has none
	Categories map[string]categoryJSON `json:"categories"`
	Warnings   []warningJSON           `json:"warnings"`
}

type categoryJSON struct {
	Definition string       `json:"definition"`
	Cookies    []cookieJSON `json:"cookies"`
}

type cookieJSON struct {
	Name     string `json:"name"`
	Provider string `json:"provider"`
	Purpose  string `json:"purpose"`
	Duration string `json:"duration"`
	Exempt   bool   `json:"exempt"`
}

type warningJSON struct {
	Line    int              `json:"line"` // 0: the whole text
	Kind    read.WarningKind `json:"kind"`
	Message string           `json:"message"`
}

func (c *call) printJSON(understood read.Charter) error {
	out := charterJSON{
		Title: understood.Title, Language: understood.Language,
		Categories: map[string]categoryJSON{}, Warnings: []warningJSON{},
	}
	if understood.Updated != "" {
		out.Updated = &understood.Updated
	}
	for _, name := range kindNames {
		defined, _ := understood.Category(name.kind)
		category := categoryJSON{Definition: defined.Definition, Cookies: []cookieJSON{}}
		for _, cookie := range understood.Of(name.kind) {
			category.Cookies = append(category.Cookies, cookieJSON{
				cookie.Name, provider(cookie), cookie.Purpose, cookie.Duration, cookie.Exempt})
		}
		out.Categories[name.json] = category
	}
	for _, w := range understood.Warnings {
		out.Warnings = append(out.Warnings, warningJSON{w.Line, w.Kind, french.CharterWarning(w)})
		if w.Kind == read.WarnNoTitle {
			out.Title = ""
		}
	}
	encoder := json.NewEncoder(c.stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// provider is who sets a cookie. A cookie without a name is known by its service, if by nothing
// else.
func provider(c read.Cookie) string {
	if c.Name == "" {
		return cmp.Or(c.Provider, c.Service)
	}
	return c.Provider
}

func (c *call) printTable(file string, understood read.Charter, converted bool) error {
	c.say(file + french.Spaces(" : « ") + understood.Title + french.Spaces(" »"))
	facts := "Langue : " + understood.Language
	if understood.Updated != "" {
		facts += ". Dernière mise à jour : " + understood.Updated
	}
	c.say(french.Spaces(facts) + ".\n")
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "Catégorie\tNom\tFournisseur\tFinalité\tDurée\tExempté\tLigne")
	for _, name := range kindNames {
		for _, cookie := range understood.Of(name.kind) {
			exempt := ""
			if cookie.Exempt {
				exempt = "oui"
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%d\n", name.text, cookie.Name,
				provider(cookie), cookie.Purpose, cookie.Duration, exempt, cookie.Line)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	c.say("")
	for _, w := range understood.Warnings {
		c.say(french.Place(file, w.Line, converted) + french.CharterWarning(w))
	}
	return nil
}
