package robust

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// charterAttacks: the charter's text, each place in it. What is a charter is
// shown as text, word for word; what is none gives way to the standard one.
func charterAttacks(t *testing.T) (list []attack) {
	for _, group := range readInputs(t, "charters") {
		a := attack{name: "the charter: %d " + group.Kind}
		switch group.Place {
		case "address":
			for _, value := range group.Values {
				a.visits = append(a.visits, charterPage(t, "Charte\n\nPlateforme\n<"+value+">\n", 1))
			}
		case "text":
			for _, value := range group.Values {
				a.visits = append(a.visits, charterPage(t, value, 1))
			}
		case "title":
			for _, value := range group.Values {
				a.visits = append(a.visits, charterPage(t, value+"\n\nUn paragraphe.\n", 1))
			}
		default:
			a.visits = append(a.visits, charterPage(t, charterWith(group.Place, group.Values), len(group.Values)))
		}
		list = append(list, a)
	}
	return list
}

// charterWith is a charter with each value in a place of its own.
func charterWith(place string, values []string) string {
	var text strings.Builder
	text.WriteString("Charte\n\nLa plateforme est <https://a.example/\u05d0\u05d1\u05d2>\n\n")
	if place == "cell" {
		text.WriteString("Cookies nécessaires :\nNom\tFinalité\n")
	}
	for _, value := range values {
		switch place {
		case "paragraph":
			text.WriteString("Un texte avec " + value + " dedans, et un point.\n\n")
		case "heading":
			text.WriteString("Intitulé " + value + "\n\nUn texte, et un point.\n\n")
		case "caption":
			text.WriteString("Cookies " + value + " :\nNom\tFinalité\nsessionid\tconnexion\n\n")
		case "cell":
			text.WriteString(value + "\t" + value + "\n")
		}
	}
	return text.String()
}

// charterPage is a page whose charter is a text, met in the dialog.
func charterPage(t *testing.T, text string, inputs int) hostilePage {
	address := harness.ServeText(t, fmt.Sprintf("/charte-%x.txt", sha256.Sum256([]byte(text))), "text/plain; charset=utf-8", text)
	c, err := charter.Parse([]byte(text))
	v := hostilePage{
		inputs:     inputs,
		attributes: `data-portal="` + harness.Aude + `" data-charter="` + address + `"`,
		opens:      "cookies-read-charter",
		until:      `shadow.querySelector(".dialog .charter")`,
	}
	if err != nil {
		v.reports = "charter_malformed"
		return v
	}
	v.after = func(p *harness.Page, accepted bool) {
		if accepted {
			return
		}
		shown := strings.Join(strings.Fields(harness.Eval[string](p, `(() => {
			const charter = shadow.querySelector(".dialog .charter");
			return shadow.querySelector(".dialog .title").innerText + " " + charter.innerText;
		})()`)), " ")
		if want := charterText(c); shown != want {
			p.T.Errorf("the charter reads\n%s\nwant\n%s", clip(shown), clip(want))
		}
		if !harness.Eval[bool](p, `(() => {
			const link = shadow.querySelector(".edition a");
			if (!link) return true;
			const range = document.createRange();
			range.selectNodeContents(link.nextSibling);
			return range.getBoundingClientRect().left >= link.getBoundingClientRect().right - 1;
		})()`) {
			p.T.Error("what follows the platform's address stands before its end")
		}
	}
	return v
}

// charterText returns every word of a charter, in its order.
func charterText(c charter.Charter) string {
	words := []string{c.Title}
	add := func(blocks []charter.Block) {
		for _, b := range blocks {
			words = append(words, b.Paragraph, b.Address)
			if b.Table == nil {
				continue
			}
			words = append(append(words, b.Table.Caption), b.Table.Columns...)
			for _, cookie := range b.Table.Cookies {
				words = append(words, cookie.Cells...)
			}
		}
	}
	add(c.Introduction)
	for _, s := range c.Sections {
		words = append(words, s.Heading, s.Address)
		add(s.Blocks)
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
