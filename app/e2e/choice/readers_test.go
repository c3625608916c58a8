package choice

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// readers are the servers, in Django and in Node, that use the readers of web/readers.
type readers struct{ django, node string }

func startReaders(t *testing.T) readers {
	t.Helper()
	return readers{harness.StartDjango(t), harness.StartNode(t)}
}

// readersPage serves a page in AngularJS with the reader for it, and returns its address. tag is
// the banner's script tag, if the page has it.
func readersPage(t *testing.T, tag string) (address string) {
	t.Helper()
	var scripts string
	for i, text := range []string{
		harness.ReadPackage(t, "angular/angular.js"),
		harness.ReadPackage(t, "angular-cookies/angular-cookies.js"),
		harness.MustRead("web/readers/valid.js"),
		harness.MustRead("web/readers/angular.js"),
	} {
		src := harness.ServeText(t, fmt.Sprintf("/%d.js", i), "text/javascript", text)
		scripts += `<script src="` + src + `"></script>`
	}
	harness.Serve(t, "/sent", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(r.Header["Cookie"])
	})
	return harness.ServeText(t, "/portail", "text/html", `<!doctype html><html lang="fr"><head>
		<meta charset="utf-8"><title>Portail</title>`+scripts+tag+`</head>
		<body ng-app="cookiesChoice"><main>Jeux de données</main></body></html>`)
}

// allowedBy returns the names that a reader's result allows; none if it is nil.
func allowedBy(choice map[string]any) []preferences.Name {
	return slices.DeleteFunc(slices.Clone(harness.Optional), func(n preferences.Name) bool {
		return choice[string(n)] != true
	})
}

// ask returns what a server answers to a request with a browser's cookies.
func ask[T any](t *testing.T, address string, cookies []string) (answer T) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header["Cookie"] = cookies
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatalf("%s answers %s: %v", address, response.Status, err)
	}
	return answer
}

// check checks that every reader, in the page or on a server that gets what the browser sends,
// allows the same names, and that the examples' handlers measure if Matomo is among them.
func (s readers) check(p *harness.Page, name string, want []preferences.Name) {
	p.T.Helper()
	p.Wait(`angular.element(document.body).injector()`)
	sent := harness.Eval[[]string](p, `fetch("sent").then((answer) => answer.json())`)
	type reading struct {
		Choices map[string]map[string]any // by the reader's name; nil where there is no choice
		Measure map[string]bool           // by the name of the file that has the handler
	}
	got := ask[reading](p.T, s.django+"/read", sent)
	got.Choices["node.mjs"] = ask[map[string]any](p.T, s.node+"/read", sent)
	got.Choices["angular.js"] = harness.Eval[map[string]any](p,
		`angular.element(document.body).injector().get("choice")()`)
	got.Measure["node.mjs"] = ask[struct{ Measure bool }](p.T, s.node+"/handler", sent).Measure
	if len(got.Choices) != 4 || len(got.Measure) != 2 {
		p.T.Errorf("%s: %d readers and %d handlers have read, want 4 and 2",
			name, len(got.Choices), len(got.Measure))
	}
	for reader, choice := range got.Choices {
		if names := allowedBy(choice); !slices.Equal(names, want) {
			p.T.Errorf("%s: by %s, allowed are %v, want %v: it reads %v",
				name, reader, names, want, choice)
		}
	}
	choice, _ := preferences.FromHeader(sent, time.Now())
	for _, n := range harness.Optional {
		if choice.Allows(n) != slices.Contains(want, n) {
			p.T.Errorf("%s: in Go, %s is allowed: %v", name, n, choice.Allows(n))
		}
	}
	measure := slices.Contains(want, preferences.Matomo)
	for handler, got := range got.Measure {
		if got != measure {
			p.T.Errorf("%s: the handler of %s measures: %v, want %v", name, handler, got, measure)
		}
	}
}

// TestEveryReader makes choices, and checks that every reader reads the same from what the browser
// keeps and sends.
func TestEveryReader(t *testing.T) {
	t.Parallel()
	s := startReaders(t)
	published := `(() => {` + harness.MustRead("web/readers/published.js") + `
		return publishedChoice();
	})()`
	for _, visit := range []struct {
		trackers, clicks string
		allowed          []preferences.Name
	}{
		{"", "cookies-accept", harness.Optional},
		{"matomo ga", "cookies-customize cookies-toggle-ga cookies-save",
			[]preferences.Name{preferences.Statistics, preferences.GoogleAnalytics}},
	} {
		t.Run(visit.clicks, func(t *testing.T) {
			p := harness.NewPage(t)
			harness.ShowNotice(p, readersPage(t, `<script src="/banner/banner.js" defer
				data-portal="`+harness.Aude+`" data-trackers="`+visit.trackers+`"></script>`))
			for _, id := range strings.Fields(visit.clicks) {
				p.Click(id)
			}
			p.WaitClosed()
			s.check(p, "the choice", visit.allowed)
			for _, reader := range []string{`cookiesPreferences.get()`, published} {
				choice := harness.Eval[map[string]any](p, reader)
				if got := allowedBy(choice); !slices.Equal(got, visit.allowed) {
					t.Errorf("%s allows %v, want %v", reader, got, visit.allowed)
				}
			}
		})
	}
}

// TestPlanted: what is no choice, or not surely the visitor's, allows nothing to any reader. The
// shared cases of banner/preferences/testdata have more; these are read through a real browser.
func TestPlanted(t *testing.T) {
	t.Parallel()
	now := time.Now()
	accepted, earlier := harness.AcceptedAt(now), harness.AcceptedAt(now.Add(-time.Second))
	refused := preferences.Encode(preferences.Preferences{Timestamp: now.UnixMilli()})
	s := startReaders(t)
	p := harness.NewPage(t)
	p.Open(readersPage(t, ""))
	for _, c := range []struct {
		name    string
		values  []string // in the order in which the browser sends them
		allowed []preferences.Name
	}{
		{"a good one", []string{accepted}, harness.Optional}, // all are made from it
		{"a word", []string{"true"}, nil},
		{"180 days old", []string{harness.AcceptedAt(now.AddDate(0, 0, -180))}, nil},
		{"a malformed escape", []string{
			strings.Replace(accepted, "%7D", "%2C%22x%22%3A%22%zz%22%7D", 1)}, nil},
		{"truncated", []string{accepted[:150]}, nil},
		{"a consent beside a refusal of the same time", []string{accepted, refused}, nil},
		{"an earlier consent before the refusal", []string{earlier, refused}, nil},
		{"an earlier consent after the refusal", []string{refused, earlier}, nil},
	} {
		// Of several cookies the browser sends the one with the longer path first.
		paths := []string{harness.Folder(t), "/"}[2-len(c.values):]
		set := func(value, attributes, path string) {
			line := "cookies_preferences=" + value + attributes + "; Path=" + path
			harness.Eval[any](p, fmt.Sprintf("(document.cookie = %q, null)", line))
		}
		for i, value := range c.values {
			set(value, "", paths[i])
		}
		const name = "cookies_preferences="
		kept := harness.Eval[string](p, `document.cookie`)
		if want := name + strings.Join(c.values, "; "+name); kept != want {
			t.Fatalf("%s: the browser keeps %q, want %q", c.name, kept, want)
		}
		s.check(p, c.name, c.allowed)
		for i := range c.values {
			set("", "; Max-Age=0", paths[i])
		}
	}
}

// TestServerReaderCases: the readers in Python and in Node agree with those in Go and in the
// loader on the one file of cases.
func TestServerReaderCases(t *testing.T) {
	t.Parallel()
	var file struct {
		Reads []struct {
			Name, Cookie, Version string
			Now                   int64
			Want                  any
		}
	}
	cases := harness.MustRead("banner/preferences/testdata/cookies.json")
	if err := json.Unmarshal([]byte(cases), &file); err != nil {
		t.Fatal(err)
	}
	var questions []map[string]any
	for _, c := range file.Reads {
		questions = append(questions,
			map[string]any{"header": latin1(c.Cookie), "version": c.Version, "now": c.Now})
	}
	servers := startReaders(t)
	for reader, server := range map[string]string{
		"cookies_preferences.py": servers.django, "node.mjs": servers.node,
	} {
		answers := answersTo(t, server+"/cases", questions)
		for i, c := range file.Reads {
			// Some versions of Python's json read no object that is nested as deep.
			deep := c.Name == "nested 2020 deep" && answers[i] == nil
			if !reflect.DeepEqual(answers[i], c.Want) && !deep {
				t.Errorf("%s: %s: got %v, want %v", reader, c.Name, answers[i], c.Want)
			}
		}
	}
}

// answersTo returns a server's answers to questions.
func answersTo(t *testing.T, address string, questions []map[string]any) (answers []any) {
	t.Helper()
	body, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(address, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	err = json.NewDecoder(response.Body).Decode(&answers)
	if err != nil || len(answers) != len(questions) {
		t.Fatalf("%s answers %d of %d cases: %v", address, len(answers), len(questions), err)
	}
	return answers
}

// TestExemptReaderCases: the readers in Python, in Node and for libraries agree with the one file
// of cases on which exempt trackers may measure. Libraries know of one cookie: of several, theirs
// allows nothing.
func TestExemptReaderCases(t *testing.T) {
	t.Parallel()
	var file struct {
		Exempts []struct {
			Name, Cookie, Tracker string
			Now                   int64
			GPC, Allowed          bool
		}
	}
	cases := harness.MustRead("banner/preferences/testdata/cookies.json")
	if err := json.Unmarshal([]byte(cases), &file); err != nil || len(file.Exempts) < 30 {
		t.Fatalf("there are %d cases: %v", len(file.Exempts), err)
	}
	var questions []map[string]any
	for _, c := range file.Exempts {
		questions = append(questions, map[string]any{
			"header": latin1(c.Cookie), "now": c.Now, "tracker": c.Tracker, "gpc": c.GPC,
		})
	}
	check := func(reader string, answers []any) {
		t.Helper()
		for i, c := range file.Exempts {
			several := reader == "valid.js" && strings.Count(c.Cookie, "cookies_preferences=") > 1
			if want := c.Allowed && !several; answers[i] != want {
				t.Errorf("%s: %s: %v, want %v", reader, c.Name, answers[i], want)
			}
		}
	}
	servers := startReaders(t)
	check("cookies_preferences.py", answersTo(t, servers.django+"/exempts", questions))
	check("node.mjs", answersTo(t, servers.node+"/exempts", questions))

	text, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/", "text/html", "<!doctype html><title>Lecteur</title>"))
	check("valid.js", harness.Eval[[]any](p, string(text)+`.map(({ header, now, tracker, gpc }) => {
		const document = { cookie: header };
		const navigator = { globalPrivacyControl: gpc };
		const Date = { now: () => now };
		`+harness.MustRead("web/readers/valid.js")+`
		const [, value = ""] = /cookies_preferences=([^;]*)/.exec(header) ?? [];
		const choice = validChoice(() => header && JSON.parse(decodeURIComponent(value)));
		return allowsExempt(choice, tracker);
	})`))
}

// TestLibraryReaderCases: what the reader for libraries makes of the one file of cases allows
// nothing that the file does not.
func TestLibraryReaderCases(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/", "text/html", "<!doctype html><title>Lecteur</title>"))
	for _, wrong := range harness.Eval[[]string](p, `(`+
		harness.MustRead("banner/preferences/testdata/cookies.json")+`).reads
		.concat(["true", 1, {}, [false]].map((answer) => ({ name: "an answer that is none", now: 2,
			cookie: "cookies_preferences=" + JSON.stringify({ youtube: answer, timestamp: 1 }),
			want: {} })))
		.filter(({ version }) => !version).map(({ name, cookie, now, want }) => {
			const document = { cookie };
			const Date = { now: () => now };
			`+harness.MustRead("web/readers/valid.js")+`
			const [, value = ""] = /cookies_preferences=([^;]*)/.exec(cookie) ?? [];
			const choice = validChoice(() => JSON.parse(decodeURIComponent(value))) ?? {};
			const more = Object.keys(choice).filter((key) => choice[key] && key !== "functional_cookies"
				&& !/^(charter|asked|timestamp)$/.test(key) && !want?.[key]);
			return more.length ? name + ": " + more : "";
		}).filter(Boolean)`) {
		t.Errorf("%s", wrong)
	}
}

// latin1 gives each byte as a character, as servers hand a header over.
func latin1(text string) string {
	characters := make([]rune, len(text))
	for i := range len(text) {
		characters[i] = rune(text[i])
	}
	return string(characters)
}
