package web

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// tasks is the document for people who try the banner with a screen reader.
const tasks = "web/docs/fr/essai-lecteur-ecran.md"

var (
	taskTitle = regexp.MustCompile(`(?m)^### (\d+\. .+)$`)
	quotation = regexp.MustCompile(`(?s)«(.+?)»`)
)

// TestTasksQuoteTheProduct: each button and message that the document quotes is, word for word, in
// what screen readers are recorded to receive, in the banner's texts or in the demo page; TestTasks
// of app/e2e/access meets them there. The form has a place for each task.
func TestTasksQuoteTheProduct(t *testing.T) {
	words := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	var product strings.Builder
	files := filesUnder(t, "app/e2e/access/testdata", ".txt")
	for _, name := range append(files, "banner/text.go", "web/preview/portal/portal.html",
		"web/preview/portal/static/map.html") {
		product.WriteString(words(html.UnescapeString(read(t, name))) + "\n")
	}
	text := read(t, tasks)
	document := fences.ReplaceAllString(text, "")
	quoted := quotation.FindAllStringSubmatch(document, -1)
	if len(quoted) < 30 {
		t.Errorf("%s quotes %d texts", tasks, len(quoted))
	}
	for _, q := range quoted {
		if !strings.Contains(product.String(), words(q[1])) {
			t.Errorf("%s quotes %q, which nothing says", tasks, words(q[1]))
		}
	}

	titles := func(text string) (list []string) {
		for _, title := range taskTitle.FindAllStringSubmatch(text, -1) {
			list = append(list, title[1])
		}
		return list
	}
	form := strings.Join(fences.FindAllString(text, -1), "\n")
	if got, want := titles(form), titles(document); !slices.Equal(got, want) {
		t.Errorf("the form of %s is about %q, its tasks are %q", tasks, got, want)
	}
}
