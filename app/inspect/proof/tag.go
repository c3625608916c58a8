//go:build !js

package proof

import (
	"cmp"
	"errors"
	"os"
	"path"
	"strings"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// subject is a portal's configuration and charter.
type subject struct {
	tag.Tag
	ScriptAddress, CharterAddress string // without queries
	Text                          []byte // the charter's
	Version                       string // the charter's, as the cookie has it; "" if it has none
}

// newSubject checks a tag, and finds its charter in the file or among the built-in ones.
func newSubject(t tag.Tag, charterFile string) (s subject, err error) {
	s = subject{Tag: t, Version: t.Version}
	if all := t.Wrong(t.Portal); len(all) > 0 {
		return s, french.Errorf("-%s : la valeur « %s » n’est pas acceptée ; indiquez %s",
			strings.TrimPrefix(all[0].Attribute, "data-"), all[0].Value, french.Expected(all[0]))
	}
	script, err := t.Resolve(t.Script)
	if err != nil || path.Base(script.Path) != "banner.js" {
		return s, french.Errorf("-src : « %s » n’est pas l’adresse https de banner.js, "+
			"ni son chemin sur le portail", t.Script)
	}
	charterFrom, err := t.Resolve(t.Charter)
	if err != nil {
		return s, french.Errorf("-charter : « %s » n’est pas l’adresse https "+
			"du texte de la charte, ni son chemin sur le portail", t.Charter)
	}
	script.RawQuery, charterFrom.RawQuery = "", ""
	s.ScriptAddress, s.CharterAddress = script.String(), charterFrom.String()
	return s, s.readCharter(charterFile)
}

// readCharter finds the tag's charter, and its version unless the tag gives one.
func (s *subject) readCharter(file string) (err error) {
	if (s.Charter == "") != (file == "") {
		return french.Errorf("-charter et -charter-file vont ensemble : l’adresse de la " +
			"charte, et un fichier avec le texte publié à cette adresse")
	}
	if file == "" {
		text, builtIn := charter.Portal(s.Portal)
		if !builtIn {
			s.Text = charter.StandardText()
			return nil
		}
		s.Text, s.Version = text, cmp.Or(s.Version, charter.Version(text))
		return nil
	}
	if s.Text, err = os.ReadFile(file); err != nil {
		return french.Errorf("la charte ne peut pas être lue : %w", err)
	}
	_, err = charter.Parse(s.Text)
	if wrong, ok := errors.AsType[*charter.Error](err); ok {
		return french.Errorf("la charte du fichier %s ne peut pas être affichée : %s", file,
			french.CharterError(wrong))
	}
	return err
}
