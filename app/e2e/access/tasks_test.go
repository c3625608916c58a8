package access

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// tasksFile is what people who use a screen reader are asked to try.
const tasksFile = "web/docs/fr/essai-lecteur-ecran.md"

var (
	taskTitle = regexp.MustCompile(`(?m)^### \d+\. .+$`)
	quotation = regexp.MustCompile(`(?s)«(.+?)»`)
)

// words folds all white space, no-break spaces too.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

// quotations are the words that each task of the document promises, by the task's number.
func quotations(t *testing.T) (tasks [][]string) {
	t.Helper()
	document, _, found := strings.Cut(harness.MustRead(tasksFile), "\n## Le formulaire\n")
	if !found {
		t.Fatalf("%s has no form", tasksFile)
	}
	starts := taskTitle.FindAllStringIndex(document, -1)
	for i, start := range starts {
		end := len(document)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		var list []string
		for _, quoted := range quotation.FindAllStringSubmatch(document[start[1]:end], -1) {
			list = append(list, words(quoted[1]))
		}
		tasks = append(tasks, list)
	}
	return tasks
}

// listener notes all that a screen reader can say of a page while a task lasts.
type listener struct {
	*harness.Page
	said []string
}

// listen notes what assistive technology is given now, in the waiting frame too, and what has been
// announced.
func (l *listener) listen() {
	l.T.Helper()
	frame := harness.Call(l.Page, dom.DescribeNode, dom.DescribeNodeParams{
		ObjectID: l.Object(`document.querySelector("iframe")`)}).Node.FrameID
	for _, id := range []cdp.FrameID{"", frame} {
		for _, n := range readTree(l.Page, id).all {
			if !n.Ignored && n.Name != "" {
				l.said = append(l.said, words(n.Name))
			}
		}
	}
	for _, text := range l.Announced() {
		l.said = append(l.said, words(text))
	}
}

// use activates a control as assistive technology does.
func (l *listener) use(role, name string) {
	l.T.Helper()
	harness.ByTree{Page: l.Page}.Use(role, name)
}

// open opens the preferences.
func (l *listener) open() {
	l.T.Helper()
	l.use("button", "Gérer mes cookies")
	l.AxFocusOn("dialog", "Gérer mes cookies")
	l.listen()
}

// leave presses Escape, which gives the focus to a button.
func (l *listener) leave(name string) {
	l.T.Helper()
	l.Press(kb.Escape)
	l.AxFocusOn("button", name)
}

// told waits for an announcement, and notes it.
func (l *listener) told() {
	l.T.Helper()
	l.Wait(`announcements.length`)
	l.listen()
}

// tasks are those of the document, in its order, on its page.
var tasks = []func(l *listener){
	func(l *listener) { // find the notice
		l.listen()
		var buttons []string
		for _, n := range readTree(l.Page, "").inOrder("button") {
			buttons = append(buttons, n.Name)
		}
		want := []string{"Charte cookies", "Tout accepter", "Tout refuser", "Personnaliser"}
		if len(buttons) < 4 || !slices.Equal(buttons[:4], want) {
			l.T.Errorf("the first buttons are %q, want %q", buttons, want)
		}
	},
	func(l *listener) { // refuse
		l.listen()
		l.use("button", "Tout refuser")
		l.WaitClosed()
		l.told()
	},
	func(l *listener) { // change one's mind
		l.open()
		statistics := harness.Switch(preferences.Statistics)
		l.use("switch", statistics)
		l.Wait(`$("cookies-toggle-statistics").checked`)
		l.use("button", "Enregistrer mes choix")
		l.AxFocusOn("button", "Gérer mes cookies")
		l.told()
		l.Wait(`cookiesPreferences.allows("statistics") && !cookiesPreferences.allows("internal")`)
	},
	func(l *listener) { // read the charter's table
		l.open()
		l.TabTo("button", "Charte cookies")
		l.Press(kb.Enter) // Esc leads back only after a key or a click of the visitor's
		l.AxFocusOn("dialog", "Charte cookies")
		l.listen()
		l.leave("Charte cookies")
		l.leave("Gérer mes cookies")
	},
	func(l *listener) { // a category's cookies
		l.open()
		l.Click("cookies-details-functional_cookies")
		l.Wait(`shadow.querySelector(".details-panel .declared").checkVisibility()`)
		l.listen()
		l.leave("Gérer mes cookies")
	},
	func(l *listener) { // open what waits
		l.listen()
		frame := `document.querySelector("iframe").contentDocument`
		l.ClickOn(frame + `?.getElementById("cookies-allow")`)
		l.Wait(frame + `?.title === "Carte d’exemple"`)
		l.told()
	},
	func(l *listener) { // the failure
		l.Expect("net::ERR_INTERNET_DISCONNECTED")
		l.Offline(true)
		l.use("button", "Personnaliser")
		l.Wait(harness.Unavailable)
		l.listen()
		if !l.Sight().Notice {
			l.T.Error("the notice has gone")
		}
		l.Offline(false)
		l.use("button", "Personnaliser")
		l.WaitDialog()
	},
}

// TestTasks: all that the document about trying the banner with a screen reader quotes is given to
// screen readers, in the task that quotes it.
func TestTasks(t *testing.T) {
	t.Parallel()
	promised := quotations(t)
	if len(promised) != len(tasks) {
		t.Fatalf("%s has %d tasks, want %d", tasksFile, len(promised), len(tasks))
	}
	visit := func() *listener {
		l := &listener{Page: harness.NewPage(t)}
		harness.Record(l.Page)
		harness.ShowNotice(l.Page, "/portail/"+harness.Aude)
		l.Wait(`document.querySelector("iframe").contentDocument?.querySelector("button")`)
		return l
	}
	l := visit()
	for i, task := range tasks {
		if i == len(tasks)-1 {
			l = visit() // in a window that has fetched nothing yet
		}
		l.said = nil
		task(l)
		all := strings.Join(l.said, "\n")
		if len(promised[i]) == 0 {
			t.Errorf("task %d quotes nothing", i+1)
		}
		for _, quoted := range promised[i] {
			if !strings.Contains(all, quoted) {
				t.Errorf("in task %d, nothing says %q", i+1, quoted)
			}
		}
	}
}
