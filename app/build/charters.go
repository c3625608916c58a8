//go:build !js

package build

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
	"cookies-preferences/charter/read"
)

// Charter is the charter of a portal.
type Charter struct {
	Host string // the portal's host name, in lower case
	Text []byte // as charter.Parse reads it

	// File is the file that ReadCharters found it in, and Warnings what the author should mend
	// there. A file that is not plain text has the lines of its Converted text.
	File      string
	Warnings  []read.Warning
	Converted bool

	AliasOf string // the portal's other host, which names it; "" if Host does
}

// ReadCharters reads the charters of a folder, sorted by file name: each in a file HOST.txt, or in
// HTML, Markdown or CSV in one that charterFile knows. It ignores other files and folders. The
// error, in French like that of [ReadCharter], has a line for each charter that can't be read.
func ReadCharters(folder string) ([]Charter, error) {
	entries, err := os.ReadDir(folder) // sorted
	if err != nil {
		return nil, french.Errorf("%s: %s ; indiquez le dossier des chartes.", folder,
			french.Unreadable(err))
	}
	var charters []Charter
	var faults []error
	for _, entry := range entries {
		host, isCharter := charterFile(entry.Name())
		if !isCharter || entry.IsDir() {
			continue
		}
		file := filepath.Join(folder, entry.Name())
		understood, converted, err := ReadCharter(file)
		if !tag.IsHostName(host) {
			err = french.Errorf("%s: le nom du fichier n’est pas un nom d’hôte suivi de .txt, tel "+
				"que donnees.ville.fr.txt.", file)
		}
		if slices.ContainsFunc(charters, func(c Charter) bool { return c.Host == host }) {
			err = french.Errorf("%s: un autre fichier contient la charte de %s.", file, host)
		}
		charters = append(charters, Charter{
			Host: host, Text: understood.Text, File: file, Warnings: understood.Warnings,
			Converted: converted,
		})
		faults = append(faults, err)
	}
	if len(charters) == 0 {
		return nil, french.Errorf("%s: ce dossier ne contient aucune charte. Nommez chaque fichier "+
			"d’après l’hôte de son portail, par exemple donnees.ville.fr.txt.", folder)
	}
	return charters, errors.Join(faults...)
}

// charterFile returns the host name in a file's name, in lower case, and whether the file is a
// charter. A file that is not HOST.txt must have a host's name to be one: LISEZMOI.md is none.
func charterFile(name string) (host string, isCharter bool) {
	ending := filepath.Ext(name)
	host = strings.ToLower(strings.TrimSuffix(name, ending))
	switch strings.ToLower(ending) {
	case ".txt":
		return host, true
	case ".html", ".htm", ".md", ".csv":
		return host, strings.Contains(host, ".") && tag.IsHostName(host)
	}
	return "", false
}

// ReadCharter reads a file in any form that convert takes, and reports whether it was converted.
// UTF-8 that the visitor's program reads stays the same, byte for byte. The error is in French, for
// the charter's author; the Text comes with it if there is one.
func ReadCharter(file string) (understood read.Charter, converted bool, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return understood, false, french.Errorf("%s: %s.", file, french.Unreadable(err))
	}
	understood, converted, err = convert.Read(file, data)
	if wrong, ok := errors.AsType[*charter.Error](err); ok {
		err = errors.New(french.Place(file, wrong.Line, converted) + french.CharterError(wrong))
	} else if err != nil {
		err = fmt.Errorf("%s: %w", file, err)
	}
	return understood, converted, err
}

// published are the charters that package charter has.
func published() (list []Charter) {
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		list = append(list, Charter{Host: host, Text: text})
	}
	return list
}

// fileName is the charter's file in dist/, without .txt or .html.
func (c Charter) fileName() string { return "charters/" + c.Host }

// versions are the charters' versions, and who is responsible for their portals, by host name.
func versions(list []Charter) map[string][2]string {
	versions := make(map[string][2]string)
	for _, c := range list {
		controller := charter.Controller(cmp.Or(c.AliasOf, c.Host))
		versions[c.Host] = [2]string{charter.Version(c.Text), controller}
	}
	return versions
}

// tagsName is the file with the script tags of the portals of Options.Charters.
const tagsName = "TAGS.txt"

// tags has a line for each charter: the host name, a tab, and the script tag to paste, the same for
// all hosts of a portal. It has data-exempt and data-services as the charter declares trackers and
// services, and the version, which banner.js only knows for the published charters.
func tags(list []Charter) (text []byte) {
	for _, c := range list {
		understood, _ := read.Parse(c.Text) // it was read before
		t := tag.Tag{
			Script:   "https://…/" + scriptName,
			Portal:   cmp.Or(c.AliasOf, c.Host),
			Version:  charter.Version(c.Text),
			Exempt:   tag.List(tag.DeclaredExempt(understood.Cookies)),
			Services: tag.List(tag.DeclaredServices(understood.Cookies)),
		}
		text = fmt.Appendf(text, "%s\t%s\n", c.Host, t)
	}
	return text
}
