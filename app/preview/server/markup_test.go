//go:build !js

package server

import (
	"html"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/web"
)

var (
	tags       = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>`)
	pairs      = regexp.MustCompile(`([a-z-]+)="([^"]*)"`)
	void       = []string{"meta", "link", "input", "img", "br", "path", "circle", "rect"}
	references = []string{"aria-labelledby", "for"}
)

// checkMarkup checks that every tag is closed in order, that ids are unique,
// that what refers to an id finds it, and that nothing is inline.
func checkMarkup(t *testing.T, target, page string) {
	t.Helper()
	var open []string
	ids := make(map[string]bool)
	var wanted []string
	for _, tag := range tags.FindAllStringSubmatch(page, -1) {
		name := tag[2]
		switch {
		case tag[1] == "/" && (len(open) == 0 || open[len(open)-1] != name):
			t.Fatalf("%s: </%s> closes %v", target, name, open)
		case tag[1] == "/":
			open = open[:len(open)-1]
		case !slices.Contains(void, name):
			open = append(open, name)
		}
		for _, pair := range pairs.FindAllStringSubmatch(tag[3], -1) {
			key, value := pair[1], html.UnescapeString(pair[2])
			switch {
			case key == "id" && ids[value]:
				t.Errorf("%s: two elements are #%s", target, value)
			case key == "id":
				ids[value] = true
			case slices.Contains(references, key):
				wanted = append(wanted, value)
			case key == "href" && strings.HasPrefix(value, "#"):
				wanted = append(wanted, value[1:])
			case key == "style" || strings.HasPrefix(key, "on"):
				t.Errorf("%s: inline %s on <%s>", target, key, name)
			}
		}
		if name == "style" {
			t.Errorf("%s: an inline style sheet", target)
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: %v are not closed", target, open)
	}
	for _, id := range wanted {
		if !ids[id] {
			t.Errorf("%s: nothing is #%s", target, id)
		}
	}
}

var (
	links    = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)
	headings = regexp.MustCompile(`<h([1-6])`)
)

// crawl returns every page of the server that is reached from its index, by
// address without fragment.
func crawl(t *testing.T) map[string]string {
	t.Helper()
	h := newHandler(t)
	pages := make(map[string]string)
	queue := []string{"/"}
	for len(queue) > 0 {
		target := queue[0]
		queue = queue[1:]
		if _, seen := pages[target]; seen || strings.Contains(target, "lu=") {
			continue
		}
		r := ask(h, "GET", target)
		if r.StatusCode != 200 {
			t.Errorf("a link leads to %s: %d", target, r.StatusCode)
		}
		pages[target] = ""
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") || strings.HasPrefix(target, "/banner/") {
			continue // what make dist wrote is tested where it is made
		}
		pages[target] = body(t, r)
		for _, link := range links.FindAllStringSubmatch(pages[target], -1) {
			address, err := url.Parse(html.UnescapeString(link[1]))
			if err != nil {
				t.Errorf("%s links to %q: %v", target, link[1], err)
			} else if address.Host == "" && address.Path != "" && strings.Count(address.RawQuery, "=") < 2 {
				queue = append(queue, address.RequestURI())
			}
		}
	}
	return pages
}

func TestEveryPage(t *testing.T) {
	pages := crawl(t)
	if len(pages) < 60 {
		t.Errorf("only %d addresses were reached", len(pages))
	}
	for target, page := range pages {
		if page == "" {
			continue
		}
		checkMarkup(t, target, page)
		level := 0
		for _, heading := range headings.FindAllStringSubmatch(page, -1) {
			next := int(heading[1][0] - '0')
			if next > level+1 {
				t.Errorf("%s: a heading of level %d follows one of level %d", target, next, level)
			}
			level = next
		}
		if strings.Count(page, "<h1") != 1 || strings.Count(page, "<main") != 1 {
			t.Errorf("%s: not one h1 and one main", target)
		}
	}
}

// TestTypography looks for a plain space, or none, where French asks for one
// that does not break, and for straight apostrophes.
func TestTypography(t *testing.T) {
	bad := regexp.MustCompile(`.{0,20}(?:[ \p{L}\d][;?!»]|[ \p{L}][:] |« |«\S|\p{L}'\p{L}).{0,10}`)
	markup := regexp.MustCompile(`(?s)<(?:script|style|code).*?</(?:script|style|code)>|<[^>]*>`)
	for target, page := range crawl(t) {
		text := html.UnescapeString(markup.ReplaceAllString(page, "\n"))
		for _, found := range bad.FindAllString(text, -1) {
			if !strings.Contains(found, "«\u00a0") {
				t.Errorf("%s: %q", target, found)
			}
		}
	}
}

func TestStylesheetAsksForNothingElsewhere(t *testing.T) {
	sheet, err := fs.ReadFile(web.Portal, "portal/portal.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range regexp.MustCompile(`url\("?([^")]*)`).FindAllStringSubmatch(string(sheet), -1) {
		if _, err := fs.Stat(web.Portal, "portal/"+address[1]); err != nil {
			t.Errorf("the stylesheet asks for %q: %v", address[1], err)
		}
	}
	if strings.Contains(string(sheet), "@import") || strings.Contains(string(sheet), "//") {
		t.Error("the stylesheet asks for another one")
	}
}
