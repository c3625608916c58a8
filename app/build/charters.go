//go:build !js

package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// Charter is a portal's charter to build in.
type Charter struct {
	Host string // the portal's host name, in lower case
	Text []byte // as the portal publishes it; charter.Parse reads it
}

// ReadCharters reads the charters of a folder, each in a file HOST.txt; other
// files, and folders, are left alone. It returns those that are good, in the order
// of their names, and for each of the others an error that begins with the file's
// path, and the line where there is one: FILE:LINE: what is wrong.
//
// The error err is that of the folder: it cannot be read, or has no charter.
func ReadCharters(folder string) (good []Charter, bad []error, err error) {
	entries, err := os.ReadDir(folder) // sorted
	if err != nil {
		return nil, nil, fmt.Errorf("the folder of charters cannot be read: %w", err)
	}
	files := make(map[string]string) // by host
	for _, entry := range entries {
		name, isText := strings.CutSuffix(entry.Name(), ".txt")
		if !isText || entry.IsDir() {
			continue
		}
		file := filepath.Join(folder, entry.Name())
		host := strings.ToLower(name)
		if !tag.IsHostName(host) {
			bad = append(bad, fmt.Errorf("%s: the file's name is not a host name and .txt, such as donnees.ville.fr.txt", file))
			continue
		}
		if other, taken := files[host]; taken {
			bad = append(bad, fmt.Errorf("%s: %s is of the same portal", file, other))
			continue
		}
		files[host] = file
		text, err := readCharter(file)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		good = append(good, Charter{host, text})
	}
	if len(good)+len(bad) == 0 {
		return nil, nil, fmt.Errorf("%s has no charter: each is a file HOST.txt, such as donnees.ville.fr.txt", folder)
	}
	return good, bad, nil
}

// readCharter reads a file that must be a charter.
func readCharter(file string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	_, err = charter.Parse(text)
	var wrong *charter.Error
	switch {
	case err == nil:
		return text, nil
	case errors.As(err, &wrong) && wrong.Line > 0:
		return nil, fmt.Errorf("%s:%d: %s", file, wrong.Line, wrong.Message)
	case errors.As(err, &wrong):
		return nil, fmt.Errorf("%s: %s", file, wrong.Message)
	}
	return nil, fmt.Errorf("%s: %w", file, err)
}

// published are the charters of the portals that are built in.
func published() (list []Charter) {
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		list = append(list, Charter{host, text})
	}
	return list
}

// fileName is where a charter lies in the folder that is built, without .txt or
// .html.
func (c Charter) fileName() string { return "charters/" + c.Host }

// versions are the charters' versions, by host name.
func versions(list []Charter) map[string]string {
	versions := make(map[string]string)
	for _, c := range list {
		versions[c.Host] = charter.Version(c.Text)
	}
	return versions
}

// TagsName is the file that has the script tag of each portal of a folder of
// charters.
const TagsName = "TAGS.txt"

// tags has a line for each charter: the host name, a tab, and the script tag to
// paste. It has the version, for banner.js does not know so many.
func tags(list []Charter) []byte {
	var text strings.Builder
	for _, c := range list {
		fmt.Fprintf(&text, "%s\t"+`<script src="https://…/banner.js" defer data-portal="%[1]s" data-version="%s"></script>`+"\n",
			c.Host, charter.Version(c.Text))
	}
	return []byte(text.String())
}
