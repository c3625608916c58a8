//go:build !js

package build

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// Charter is the charter of a portal.
type Charter struct {
	Host string // the portal's host name, in lower case
	Text []byte // as the portal publishes it; charter.Parse reads it
}

// ReadCharters reads the charters of a folder, each in a file HOST.txt; it ignores other files
// and folders. It returns the valid ones, sorted by file name, and an error for each of the
// others.
//
// err is an error of the folder itself: it can't be read, or has no charter.
func ReadCharters(folder string) (good []Charter, bad []error, err error) {
	entries, err := os.ReadDir(folder) // sorted
	if err != nil {
		return nil, nil, fmt.Errorf("read the folder of charters: %w", err)
	}
	for _, entry := range entries {
		name, isText := strings.CutSuffix(entry.Name(), ".txt")
		if !isText || entry.IsDir() {
			continue
		}
		file := filepath.Join(folder, entry.Name())
		host := strings.ToLower(name)
		if !tag.IsHostName(host) {
			bad = append(bad, fmt.Errorf("%s: the file's name is not a host name and .txt, "+
				"such as donnees.ville.fr.txt", file))
			continue
		}
		text, err := readCharter(file)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		good = append(good, Charter{host, text})
	}
	if len(good)+len(bad) == 0 {
		return nil, nil, fmt.Errorf("%s has no charter: each is a file HOST.txt, "+
			"such as donnees.ville.fr.txt", folder)
	}
	return good, bad, nil
}

// readCharter reads a file and checks that it is a charter.
func readCharter(file string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err // names the file
	}
	_, err = charter.Parse(text)
	if wrong, ok := errors.AsType[*charter.Error](err); ok {
		if wrong.Line > 0 {
			file += fmt.Sprintf(":%d", wrong.Line)
		}
		return nil, fmt.Errorf("%s: %s", file, wrong.Message)
	}
	return text, err
}

// published are the charters that package charter has.
func published() (list []Charter) {
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		list = append(list, Charter{host, text})
	}
	return list
}

// fileName is the charter's file in dist/, without .txt or .html.
func (c Charter) fileName() string { return "charters/" + c.Host }

// versions are the charters' versions, by host name.
func versions(list []Charter) map[string]string {
	versions := make(map[string]string)
	for _, c := range list {
		versions[c.Host] = charter.Version(c.Text)
	}
	return versions
}

// tagsName is the file with the script tags of the portals of Options.Charters.
const tagsName = "TAGS.txt"

// tags has a line for each charter: the host name, a tab, and the script tag to paste. The tag
// has the version, which banner.js only knows for the published charters.
func tags(list []Charter) (text []byte) {
	for _, c := range list {
		t := tag.Tag{
			Script:  "https://…/" + scriptName,
			Portal:  c.Host,
			Version: charter.Version(c.Text),
		}
		text = fmt.Appendf(text, "%s\t%s\n", c.Host, t)
	}
	return text
}
