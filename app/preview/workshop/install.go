package workshop

import (
	"archive/zip"
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"html"
	"io"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/internal/french"
)

// sumsName is the file that lists the others of a build, with their digests.
const sumsName = "SHA384SUMS"

// scriptName is the script that pages load.
const scriptName = "banner.js"

// File is a file to upload: its name with slashes, relative to the folder.
type File struct {
	Name string
	Data []byte
}

// sum is a line of SHA384SUMS: a digest, as integrity="…" takes it, and a file's name.
type sum struct{ integrity, name string }

// ownFolder is the workshop's folder in a build, which is not uploaded.
const ownFolder = "atelier/"

// parseSums reads SHA384SUMS, but for the workshop's own files.
func parseSums(text []byte) (list []sum, err error) {
	for line := range strings.Lines(string(text)) {
		integrity, name, found := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !found || !strings.HasPrefix(integrity, "sha384-") {
			return nil, errors.New(french.Spaces("Le fichier " + sumsName + " n’est pas valable."))
		}
		if !strings.HasPrefix(name, ownFolder) {
			list = append(list, sum{integrity, name})
		}
	}
	return list, nil
}

// integrityOf returns the digest of a file; "" if it is not listed.
func integrityOf(list []sum, name string) string {
	for _, s := range list {
		if s.name == name {
			return s.integrity
		}
	}
	return ""
}

// digest computes a digest as SHA384SUMS has it.
func digest(data []byte) string {
	d := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(d[:])
}

// Files returns the files to upload: those of the build, which fetch gets by name, the
// charter unless it is published, and instructions. Each must match its digest; a
// compressed copy that does not is left out.
func (s Settings) Files(fetch func(name string) ([]byte, error)) (files []File, err error) {
	text, err := fetch(sumsName)
	if err != nil {
		return nil, err
	}
	list, err := parseSums(text)
	if err != nil {
		return nil, err
	}
	for _, each := range list {
		charter, isCharter := strings.CutPrefix(each.name, "charters/")
		if isCharter && !strings.HasPrefix(charter, s.host()+".") {
			continue // another portal's
		}
		data, err := fetch(each.name)
		whole := err == nil && digest(data) == each.integrity
		switch {
		case !whole && compressed(each.name):
			continue // a server may have decompressed it, and browsers do without it
		case err != nil:
			return nil, err
		case !whole:
			return nil, errors.New(french.Spaces("Le fichier " + each.name +
				" ne correspond pas à son empreinte : rechargez cette page et recommencez."))
		}
		files = append(files, File{each.name, data})
	}
	if name := s.CharterFile(); name != "" {
		files = append(files, File{name, s.charterFile()})
	}
	var sums strings.Builder
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range files {
		sums.WriteString(digest(f.Data) + "  " + f.Name + "\n")
	}
	readMe := s.Instructions(integrityOf(list, scriptName))
	return append(files,
		File{sumsName, []byte(sums.String())},
		File{"LISEZ-MOI.txt", []byte(readMe)},
	), nil
}

// compressed reports whether a file is a compressed copy of the one beside it.
func compressed(name string) bool {
	return strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".br")
}

// Archive makes a zip of files, uncompressed: the large ones have compressed copies. Without
// a date they would be of 1979 once unpacked, and browsers would keep such old files for
// years (heuristic freshness, RFC 9111, section 4.2.2).
func Archive(files []File, made time.Time) ([]byte, error) {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for _, f := range files {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store, Modified: made})
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(entry, bytes.NewReader(f.Data)); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return archive.Bytes(), err
}

// Policy is what the portal's Content-Security-Policy must allow, a line for each directive
// (web/docs/policies.md).
func (s Settings) Policy() []string {
	host := "'self'"
	if origin, another := s.anotherHost(); another {
		host = origin
	}
	return []string{"script-src " + host + " 'wasm-unsafe-eval'", "connect-src " + host}
}

// Style is the CSS rule that gives the banner the portal's colour; "" if it keeps its own.
func (s Settings) Style() string {
	if s.Accent == "" || s.Accent == OwnAccent {
		return ""
	}
	return "cookies-preferences { --cookies-accent: " + s.Accent + "; }"
}

// Button must be on each page, so that visitors can change their choice.
const Button = `<button type="button" data-cookies-preferences="open">Gérer mes cookies</button>`

// NoScript is for visitors without JavaScript. It links to the charter: to its page, if it is
// published with the banner, otherwise to its text.
func (s Settings) NoScript() string {
	file := s.CharterFile()
	if file == "" {
		file = "charters/" + s.host() + ".html"
	}
	return `<noscript><p>Sans JavaScript, tous les cookies facultatifs restent refusés. ` +
		`<a href="` + html.EscapeString(s.folder()+file) + `">Charte cookies</a></p></noscript>`
}

// Instructions say how to install the files.
func (s Settings) Instructions(integrity string) string {
	steps := []string{
		"Déposez tous ces fichiers, sous-dossiers compris, dans ce dossier : " + s.folder(),
		"Collez cette balise dans le <head> de chaque page, le plus haut possible :\n\n" +
			s.Tag(integrity).String(),
		"Conservez au pied de chaque page le bouton d’Opendatasoft qui rouvre les préférences, " +
			"ou ajoutez-y celui-ci :\n\n" + Button,
		"Au même endroit, pour les visiteurs sans JavaScript :\n\n" + s.NoScript(),
		"Si le portail envoie une politique de sécurité (Content-Security-Policy), " +
			"elle doit aussi autoriser :\n\n" + strings.Join(s.Policy(), "\n"),
	}
	if style := s.Style(); style != "" {
		steps = append(steps, "Pour la couleur, ajoutez à la feuille de style du portail :\n\n"+style)
	}
	if origin, another := s.anotherHost(); another {
		steps = append(steps,
			origin+" doit envoyer ces fichiers avec l’en-tête Access-Control-Allow-Origin: *")
	}
	steps = append(steps, "L’attribut integrity contient l’empreinte de banner.js : "+
		"si le fichier change, "+
		"le navigateur ne l’exécute plus et le bandeau ne s’affiche pas. "+
		"Déposez donc toute nouvelle version dans un autre dossier, puis modifiez la balise ; "+
		"supprimez l’ancien dossier quelques jours après.")
	var text strings.Builder
	text.WriteString("Bandeau cookies de " + s.host() + "\n")
	for i, step := range steps {
		text.WriteString("\n" + french.Number(i+1) + ". " + step + "\n")
	}
	return french.Spaces(text.String())
}
