package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestFormHasTheTasks: the form of the document for people who try the banner with a screen reader
// has a place for each task. TestTasks of app/e2e/access does the tasks, and checks the quotes.
func TestFormHasTheTasks(t *testing.T) {
	const name = "web/docs/fr/essai-lecteur-ecran.md"
	text := read(t, name)
	task := regexp.MustCompile(`(?m)^### \d+\. .+$`)
	form := task.FindAllString(strings.Join(fences.FindAllString(text, -1), "\n"), -1)
	tasks := task.FindAllString(fences.ReplaceAllString(text, ""), -1)
	if len(tasks) == 0 || !slices.Equal(form, tasks) {
		t.Errorf("the form of %s is about %q, its tasks are %q", name, form, tasks)
	}
}
