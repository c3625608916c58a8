//go:build !js

package proof

import (
	"crypto/sha512"
	"encoding/base64"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"cookies-preferences/app/build"
)

// published is a file of the build.
type published struct {
	Name, About string
	Size        int
	SHA384      string // as in the integrity attribute
	data        []byte
}

// readPublished reads a build's files. Those that a visitor downloads come first.
func readPublished(built *build.Result, portal string) ([]published, error) {
	var list []published
	for _, f := range built.Files {
		data, err := os.ReadFile(filepath.Join(built.Dir, filepath.FromSlash(f.Name)))
		if err != nil {
			return nil, err
		}
		digest := sha512.Sum384(data)
		list = append(list, published{
			Name:   f.Name,
			About:  about(built, f.Name, portal),
			Size:   len(data),
			SHA384: "sha384-" + base64.StdEncoding.EncodeToString(digest[:]),
			data:   data,
		})
	}
	first := []string{built.Script, built.Go, built.WASM,
		"charters/" + portal + ".txt", "charters/" + portal + ".html",
		built.Placeholder, built.Keyboard, built.Withdrawal, built.Integrations}
	place := func(p published) int {
		if i := slices.Index(first, p.Name); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortStableFunc(list, func(a, b published) int { return place(a) - place(b) })
	return list, nil
}

// about describes a published file.
func about(built *build.Result, name, portal string) string {
	switch name {
	case built.Script:
		return "Le script que la page charge\u00a0: il affiche le bandeau, enregistre " +
			"«\u00a0Tout accepter\u00a0» et «\u00a0Tout refuser\u00a0», " +
			"et retient les contenus qui attendent un choix."
	case built.WASM:
		return "Le programme (Go compilé en WebAssembly)\u00a0: " +
			"les préférences, la charte, l’enregistrement du choix."
	case built.Go:
		return "Le module qui lance le programme dans la page."
	case built.Placeholder:
		return "Le module qui affiche un message à la place d’un contenu soumis à consentement."
	case built.Keyboard:
		return "Le module qui maintient visible l’élément atteint au clavier, " +
			"quand le bandeau le cacherait."
	case built.Withdrawal:
		return "Le module qui efface les cookies des traceurs quand le consentement est retiré."
	case built.Integrations:
		return "Le module qui transmet le choix à d’autres scripts, si la page le demande."
	}
	if file, isCharter := strings.CutPrefix(name, "charters/"); isCharter {
		switch {
		case strings.TrimSuffix(file, path.Ext(file)) != portal:
			return "La charte d’un autre portail, fournie avec le bandeau."
		case path.Ext(file) == ".html":
			return "La charte du portail, sous forme de page."
		}
		return "La charte du portail, telle qu’elle est publiée."
	}
	if name == build.ThirdPartyName {
		return "Les composants d’autres auteurs, et leurs licences."
	}
	if path.Ext(name) == ".css" {
		return "La mise en forme des chartes publiées sous forme de pages."
	}
	return "Un fichier destiné à d’autres logiciels\u00a0: les visiteurs ne le reçoivent pas."
}
