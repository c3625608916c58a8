//go:build !js

package proof

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// checkTag reports the first fault of a tag, and sets the default script.
func checkTag(t *tag.Tag) error {
	if t.Script == "" {
		t.Script = "/cookies/banner.js"
	}
	if !tag.IsHostName(t.Portal) {
		return fmt.Errorf("-portal\u00a0: «\u00a0%s\u00a0» n’est pas un nom d’hôte, "+
			"comme donnees.ville.example", t.Portal)
	}
	if all := t.Wrong(t.Portal); len(all) > 0 {
		wrong := all[0]
		expected := map[string]string{
			"data-version": fmt.Sprintf("au plus %d caractères parmi A-Z a-z 0-9 . _ -",
				preferences.MaxVersion),
			"data-domain": t.Portal + " ou un domaine parent",
		}[wrong.Attribute]
		if wrong.Words != nil {
			expected = "des valeurs parmi " + strings.Join(wrong.Words, " ")
		}
		return fmt.Errorf("-%s\u00a0: la valeur «\u00a0%s\u00a0» n’est pas acceptée\u00a0; "+
			"indiquez %s",
			strings.TrimPrefix(wrong.Attribute, "data-"), wrong.Value, expected)
	}
	if u, err := t.Resolve(t.Script); err != nil || path.Base(u.Path) != "banner.js" {
		return fmt.Errorf("-src\u00a0: «\u00a0%s\u00a0» n’est pas l’adresse https de banner.js, "+
			"ni son chemin sur le portail", t.Script)
	}
	if _, err := t.Resolve(t.Charter); err != nil {
		return fmt.Errorf("-charter\u00a0: «\u00a0%s\u00a0» n’est pas l’adresse https "+
			"du texte de la charte, ni son chemin sur le portail", t.Charter)
	}
	return nil
}

// readCharter finds the tag's charter, and its version unless the tag gives one.
func (s *subject) readCharter(file string) error {
	if (s.Charter == "") != (file == "") {
		return errors.New("-charter et -charter-file vont ensemble\u00a0: l’adresse de la " +
			"charte, et un fichier avec le texte publié à cette adresse")
	}
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("la charte ne peut pas être lue\u00a0: %w", err)
		}
		if _, err := charter.Parse(text); err != nil {
			reason := err.Error()
			if wrong, ok := errors.AsType[*charter.Error](err); ok {
				reason = french.CharterError(wrong)
			}
			return fmt.Errorf("la charte du fichier %s ne peut pas être affichée\u00a0: %s", file,
				reason)
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
