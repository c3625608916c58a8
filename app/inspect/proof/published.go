//go:build !js

package proof

import (
	"os"
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
	role        int    // its index in roles
	data        []byte
}

// roles describe the files by the beginning of their names, those that a visitor downloads first.
var roles = []struct{ prefix, about string }{
	{"banner.js", "Le script que la page charge\u00a0: il affiche le bandeau, enregistre " +
		"«\u00a0Tout accepter\u00a0» et «\u00a0Tout refuser\u00a0», " +
		"et retient les contenus qui attendent un choix."},
	{"go-", "Le module qui lance le programme dans la page."},
	{"banner-", "Le programme (Go compilé en WebAssembly)\u00a0: " +
		"les préférences, la charte, l’enregistrement du choix."},
	{"placeholder-", "Le module qui affiche un message à la place d’un contenu " +
		"soumis à consentement."},
	{"keyboard-", "Le module qui maintient visible l’élément atteint au clavier, " +
		"quand le bandeau le cacherait."},
	{"withdrawal-", "Le module qui efface les cookies des traceurs " +
		"quand le consentement est retiré."},
	{"integrations-", "Le module qui transmet le choix à d’autres scripts, " +
		"si la page le demande."},
	{"charters/", "La charte d’un portail, telle qu’elle est publiée " +
		"ou sous forme de page."},
	{"charter-", "La mise en forme des chartes publiées sous forme de pages."},
	{"THIRD_PARTY", "Les composants d’autres auteurs, et leurs licences."},
	{"", "Un fichier destiné à d’autres logiciels\u00a0: les visiteurs ne le reçoivent pas."},
}

// readPublished reads a build's files, in the order of their roles.
func readPublished(built *build.Result) ([]published, error) {
	var list []published
	for _, f := range built.Files {
		data, err := os.ReadFile(filepath.Join(built.Dir, filepath.FromSlash(f.Name)))
		if err != nil {
			return nil, err
		}
		p := published{Name: f.Name, Size: len(data), SHA384: build.Integrity(data), data: data}
		for !strings.HasPrefix(p.Name, roles[p.role].prefix) {
			p.role++
		}
		p.About = roles[p.role].about
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(a, b published) int { return a.role - b.role })
	return list, nil
}
