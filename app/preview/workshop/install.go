package workshop

import (
	"archive/zip"
	"bytes"
	"errors"
	"html"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
)

// sumsName is the file that lists the others of a build, with their digests.
const sumsName = "SHA384SUMS"

// scriptName is the script that pages load.
const scriptName = "banner.js"

// file is a file to upload: its name with slashes, relative to the folder.
type file struct {
	name string
	data []byte
}

// ownFolder is the workshop's folder in a build, which is not uploaded.
const ownFolder = "atelier/"

// parseSums reads SHA384SUMS, but for the workshop's own files: digests, as integrity="…" takes
// them, by the files' names.
func parseSums(text []byte) (map[string]string, error) {
	sums := make(map[string]string)
	for line := range strings.Lines(string(text)) {
		integrity, name, found := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !found || !strings.HasPrefix(integrity, "sha384-") {
			return nil, errors.New(french.Spaces("Le fichier " + sumsName + " n’est pas valable."))
		}
		if !strings.HasPrefix(name, ownFolder) {
			sums[name] = integrity
		}
	}
	return sums, nil
}

// files returns the files to upload: those of the build, which fetch gets by name, the
// charter unless it is published, and instructions. Each must match its digest; a
// compressed copy that does not is left out.
func (s Settings) files(
	build map[string]string, fetch func(name string) ([]byte, error),
) (files []file, err error) {
	for name, integrity := range build {
		charter, isCharter := strings.CutPrefix(name, "charters/")
		if isCharter && !strings.HasPrefix(charter, s.host()+".") &&
			!strings.HasPrefix(charter, "standard.") {
			continue // another portal's
		}
		data, err := fetch(name)
		whole := err == nil && tag.Integrity(data) == integrity
		switch {
		case !whole && compressed(name):
			continue // a server may have decompressed it, and browsers do without it
		case err != nil:
			return nil, err
		case !whole:
			return nil, errors.New(french.Spaces("Le fichier " + name +
				" ne correspond pas à son empreinte : rechargez cette page et recommencez."))
		}
		files = append(files, file{name, data})
	}
	if name := s.CharterFile(); name != "" {
		files = append(files, file{name, s.charterFile()})
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	var sums strings.Builder
	for _, f := range files {
		sums.WriteString(tag.Integrity(f.data) + "  " + f.name + "\n")
	}
	return append(files,
		file{sumsName, []byte(sums.String())},
		file{"LISEZ-MOI.txt", []byte(s.readMe(build[scriptName]))},
	), nil
}

// compressed reports whether a file is a compressed copy of the one beside it.
func compressed(name string) bool {
	return strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".br")
}

// Archive is a zip of the files to upload: those of the build, which fetch gets by name, the
// charter unless it is published, and instructions. They are not compressed: the large ones have
// compressed copies. Without a date they would be of 1979 once unpacked, and browsers would keep
// such old files for years (heuristic freshness, RFC 9111, section 4.2.2).
func (s Settings) Archive(
	build map[string]string, fetch func(name string) ([]byte, error), made time.Time,
) ([]byte, error) {
	files, err := s.files(build, fetch)
	if err != nil {
		return nil, err
	}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for _, f := range files {
		header := zip.FileHeader{Name: f.name, Method: zip.Store, Modified: made}
		entry, err := w.CreateHeader(&header)
		if err != nil {
			return nil, err
		}
		entry.Write(f.data) // into memory
	}
	err = w.Close()
	return archive.Bytes(), err
}

// Button must be on each page, so that visitors can change their choice.
const Button = `<button type="button" data-cookies-preferences="open">Gérer mes cookies</button>`

// noScript is for visitors without JavaScript. It links to the charter: to its page, if it is
// published with the banner, otherwise to its text.
func (s Settings) noScript() string {
	file := s.CharterFile()
	if file == "" {
		file = "charters/" + s.host() + ".html"
	}
	return `<noscript><p>Sans JavaScript, tous les cookies facultatifs restent refusés. ` +
		`<a href="` + html.EscapeString(s.folder()+file) + `">Charte cookies</a></p></noscript>`
}

// waiting is what content looks like that waits for the choice.
const waiting = `<script type="text/plain" data-cookies="statistics" src="…"></script>
<iframe data-cookies="third_party" data-src="…" title="…" width="560" height="315"></iframe>`

// instruction is a step of the installation, with what it has the administrator copy, if
// anything. Code stands between backquotes in its text.
type instruction struct {
	text               string
	id, title, snippet string
}

// instructions are the steps, in order; integrity is the digest of banner.js.
func (s Settings) instructions(integrity string) []instruction {
	host, upload := "'self'", ", sur le portail, sous-dossiers compris."
	if origin, another := s.anotherHost(); another {
		host = origin
		upload = " ; " + origin + " doit les envoyer avec l’en-tête Access-Control-Allow-Origin: *."
	}
	policy := "script-src " + host + " 'wasm-unsafe-eval'\nconnect-src " + host
	list := []instruction{
		{text: "Déposez les fichiers de l’archive dans `" + s.folder() + "`" + upload},
		{"Collez cette balise dans le `<head>` de chaque page, le plus haut possible.",
			"tag", "La balise", s.Tag(integrity).String()},
		{"Modifiez ainsi chaque script et chaque cadre soumis à consentement : sans `data-cookies`, " +
			"ils n’attendent pas le choix. Le mot est une catégorie, un outil de mesure ou un service.",
			"waiting", "Ce qui attend le choix", waiting},
		{"Conservez au pied de chaque page le bouton d’Opendatasoft " +
			"qui rouvre les préférences, ou ajoutez-y celui-ci.",
			"button", "Le bouton", Button},
		{"Au début du `<body>`, pour les visiteurs sans JavaScript :",
			"noscript", "La balise sans JavaScript", s.noScript()},
		{"Si le portail envoie une politique de sécurité (Content-Security-Policy), " +
			"elle doit aussi autoriser :",
			"policy", "La politique", policy},
	}
	if s.Accent != "" {
		list = append(list,
			instruction{"Pour la couleur, ajoutez à la feuille de style du portail :",
				"style", "La couleur",
				"cookies-preferences { --cookies-accent: " + s.Accent + "; }"})
	}
	return append(list, instruction{"Facultatif : pour déclarer que le portail respecte le signal " +
		"de refus de certains navigateurs (Global Privacy Control), servez le fichier `gpc.json` " +
		"à l’adresse ci-dessous. Il vaut pour tout le portail : chaque traceur doit attendre le " +
		"choix.",
		"gpc-address", "L’adresse de gpc.json", "https://" + s.host() + "/.well-known/gpc.json"})
}

// Updates says what to do about later versions, a sentence a line.
var Updates = french.Spaces("La balise contient l’empreinte de banner.js (integrity) : " +
	"déposez toute nouvelle version dans un autre dossier.\n" +
	"Placez-y votre charte, puis remplacez l’ancien dossier par le nouveau dans la balise (src, " +
	"data-charter, et la nouvelle empreinte) et dans le lien sans JavaScript.\n" +
	"Conservez l’ancien dossier une semaine, ou aussi longtemps qu’un cache conserve vos pages : " +
	"elles y prennent encore leurs fichiers.\n" +
	"Sans lui, une page déjà ouverte n’ouvre plus les préférences et l’indique au visiteur ; " +
	"une page conservée par un cache n’a plus de bandeau et n’autorise rien de facultatif.\n" +
	"Le choix des visiteurs est conservé : il n’est redemandé que si la charte change.")

// readMe is the instructions as a text.
func (s Settings) readMe(integrity string) string {
	var text strings.Builder
	text.WriteString("Bandeau cookies de " + s.host() + "\n")
	list := append(s.instructions(integrity), instruction{text: Updates})
	for i, step := range list {
		plain := strings.ReplaceAll(step.text, "`", "")
		text.WriteString("\n" + french.Number(i+1) + ". " + french.Spaces(plain) + "\n")
		if step.snippet != "" {
			text.WriteString("\n" + step.snippet + "\n")
		}
	}
	return text.String()
}
