package workshop

import (
	"cmp"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences/services"
)

// separable are the services that can have a switch of their own, by what they are, then by name.
var separable = slices.SortedFunc(slices.Values(services.Declarable),
	func(a, b services.Service) int {
		return cmp.Or(strings.Compare(a.Label(), b.Label()),
			strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)))
	})

// servicesList offers the services of the catalogue, which are written into the field above it.
func (p *Page) servicesList() app.UI {
	chosen := &p.state.Settings.Services
	var groups []app.UI
	for rest := separable; len(rest) > 0; {
		label := rest[0].Label()
		choices := []app.UI{app.Legend().Text(label)}
		for ; len(rest) > 0 && rest[0].Label() == label; rest = rest[1:] {
			id, name := rest[0].ID, rest[0].Name
			if rest[0].Checked == "" {
				name += " (informations à vérifier)"
			}
			on := slices.Contains(strings.Fields(*chosen), id)
			choices = append(choices, checkbox("services-"+id, name, on, func() {
				p.set(func() { *chosen = toggledWord(*chosen, id) })
			}))
		}
		groups = append(groups, app.FieldSet().Class("choices").Body(choices...))
	}
	return app.Details().ID("services-list").Body(
		app.Summary().ID("services-list-summary").Text("Liste des services"),
		app.Div().Class("scroll").Body(groups...),
	)
}

// toggledWord adds a word to the end of a list that was typed, or removes it.
func toggledWord(list, word string) string {
	words := strings.Fields(list)
	if i := slices.Index(words, word); i >= 0 {
		words = slices.Delete(words, i, i+1)
	} else {
		words = append(words, word)
	}
	return strings.Join(words, " ")
}
