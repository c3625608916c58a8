//go:build !js

package proof

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// checkTag reports the first fault of a tag in a sentence, and sets its script.
func checkTag(t *tag.Tag) error {
	if t.Script == "" {
		t.Script = "/cookies/banner.js"
	}
	if !tag.IsHostName(t.Portal) {
		return fmt.Errorf("-portal %q is no host name: give one such as donnees.ville.example", t.Portal)
	}
	if all := t.Wrong(t.Portal); len(all) > 0 {
		wrong := all[0]
		expected := map[string]string{
			"data-version": fmt.Sprintf("at most %d of A-Z a-z 0-9 . _ -", preferences.MaxVersion),
			"data-domain":  t.Portal + " or a domain above it",
		}[wrong.Attribute]
		if wrong.Words != nil {
			expected = "words among " + strings.Join(wrong.Words, " ")
		}
		return fmt.Errorf("-%s has %q: expected %s", strings.TrimPrefix(wrong.Attribute, "data-"), wrong.Value, expected)
	}
	if u, err := t.Resolve(t.Script); err != nil || path.Base(u.Path) != "banner.js" {
		return fmt.Errorf("-src %q: expected the https address of banner.js, or its path on the portal", t.Script)
	}
	if _, err := t.Resolve(t.Charter); err != nil {
		return fmt.Errorf("-charter %q: expected the https address of the charter's text, or its path on the portal", t.Charter)
	}
	return nil
}

// readCharter finds the charter that the tag names, and its version where the
// tag gives none.
func (s *subject) readCharter(file string) error {
	if (s.Charter == "") != (file == "") {
		return errors.New("-charter and -charter-file go together: the address of the charter, and a file with the text that is published there")
	}
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("the charter cannot be read: %w", err)
		}
		if _, err := charter.Parse(text); err != nil {
			return fmt.Errorf("the charter in %s cannot be shown: %w", file, err)
		}
		s.Text = text
		return nil
	}
	text, builtIn := charter.Portal(s.Portal)
	if !builtIn {
		s.Text = bytes.Clone(charter.StandardText())
		return nil
	}
	s.Text = text
	if s.Version == "" {
		s.Version = charter.Version(text)
	}
	return nil
}
