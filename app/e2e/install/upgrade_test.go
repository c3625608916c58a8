package install

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/tag"
)

// TestLongUpgrades: a portal goes from one version to the next while visitors are there, as
// LISEZ-MOI.txt says and otherwise. Whatever a page, its host or a cache still has of the other
// version, nothing is allowed that the visitor did not allow, a message says what is missing, and
// the next page has the choice or asks for it.
func TestLongUpgrades(t *testing.T) {
	t.Parallel()
	later := buildLater(t)
	for name, meet := range map[string]func(*portalHost){
		"open page":                           openPage,
		"open page, earlier folder removed":   openPageAlone,
		"open dialog, earlier folder removed": openDialogAlone,
		"cached page":                         cachedPage,
		"cached page, earlier folder removed": cachedPageAlone,
		"cached page, files replaced":         cachedPageReplaced,
		"cached script, earlier files kept":   cachedScript,
		"cached script, files replaced":       cachedScriptReplaced,
		"cache without the new files":         newFilesMissing,
		"cache without a new address":         newFileLate,
		"changed charter":                     changedCharter,
		"changed charter, cached":             changedCharterCached,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			meet(newPortal(t, later))
		})
	}
}

// laterVersion is the version that follows.
const laterVersion = "1000.0.0"

// buildLater builds these sources as a later version, with another sentence in the preferences and
// another charter of Aude's, and returns the folder of the build.
func buildLater(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range []string{"app", "banner", "charter", "web"} {
		from := os.DirFS(filepath.Join(harness.Built.Root, name))
		if err := os.CopyFS(filepath.Join(root, name), from); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum", "LICENSE"} {
		writeFile(t, filepath.Join(root, name), harness.MustRead(name))
	}
	for name, change := range map[string][2]string{
		"app/build/version.go": {
			strconv.Quote(build.Version), strconv.Quote(laterVersion)},
		"banner/text.go": {
			"tant que vous ne les avez pas acceptés", "avant votre choix"},
		"charter/portals/" + harness.Aude + ".txt": {
			"Afin de vous", "Pour vous"},
	} {
		before, after, found := strings.Cut(harness.MustRead(name), change[0])
		if !found {
			t.Fatalf("%s has no %s", name, change[0])
		}
		writeFile(t, filepath.Join(root, name), before+change[1]+after)
	}
	command := exec.CommandContext(t.Context(), "go", "run", "./app", "dist")
	command.Dir = root
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("the later version is not built: %v\n%s", err, output)
	}
	return filepath.Join(root, "dist")
}

// portalHost is a portal's static host. It has a version of the banner in /cookies/, and two pages:
// /, and /cache.html, which a cache keeps as it was before the upgrade.
type portalHost struct {
	*testing.T
	folder, address string
	later           string // the build of the later version
	host            string // data-portal

	// between answers instead of the host, if it returns true, as a cache may.
	between atomic.Pointer[func(http.ResponseWriter, *http.Request) bool]
}

func newPortal(t *testing.T, later string) *portalHost {
	h := &portalHost{T: t, folder: t.TempDir(), later: later, host: "donnees.ville.example"}
	files := http.FileServer(http.Dir(h.folder))
	hashed := regexp.MustCompile(`-[0-9a-f]{16}\.(js|wasm|css)$`)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answer := h.between.Load(); answer != nil && (*answer)(w, r) {
			return
		}
		r.Header.Del("If-Modified-Since") // the files are of the same second
		w.Header().Set("Cache-Control", "no-cache")
		if hashed.MatchString(r.URL.Path) {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	h.address = server.URL
	h.upload(harness.Built.Dir, "cookies")
	h.publish(harness.Built.Dir, "cookies", true)
	return h
}

// upload copies a build into a folder, over what is there.
func (h *portalHost) upload(from, folder string) {
	h.Helper()
	files := os.DirFS(from)
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || build.OfWorkshop(name) {
			return err
		}
		data, err := fs.ReadFile(files, name)
		writeFile(h.T, filepath.Join(h.folder, folder, name), string(data))
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
}

// publish writes the portal's pages with the tag of a build in a folder.
func (h *portalHost) publish(from, folder string, integrity bool) {
	h.Helper()
	its := tag.Tag{Script: "/" + folder + "/banner.js", Portal: h.host}
	if integrity {
		script, err := os.ReadFile(filepath.Join(from, "banner.js"))
		if err != nil {
			h.Fatal(err)
		}
		its.Integrity = tag.Integrity(script)
	}
	page := strings.NewReplacer("{{head}}", noIcon, "{{tag}}", its.String(), "{{body}}", "").
		Replace(harness.Ordinary)
	writeFile(h.T, filepath.Join(h.folder, "index.html"), page)
	if cached := filepath.Join(h.folder, "cache.html"); from == harness.Built.Dir {
		writeFile(h.T, cached, page)
	}
}

// upgrade follows LISEZ-MOI.txt: the later version in another folder, then its tag.
func (h *portalHost) upgrade() {
	h.Helper()
	h.upload(h.later, "cookies-2")
	h.publish(h.later, "cookies-2", true)
}

// replace puts the later version into the folder of the earlier one, whose files it removes unless
// they are to be kept. A tag with the digest of the earlier script stays in the cached page.
func (h *portalHost) replace(keep bool) {
	h.Helper()
	if !keep {
		h.remove("")
	}
	h.upload(h.later, "cookies")
	h.publish(h.later, "cookies", false)
}

// remove removes the earlier version's folder, but for files whose names begin so.
func (h *portalHost) remove(but string) {
	h.Helper()
	names, err := filepath.Glob(filepath.Join(h.folder, "cookies", "*"))
	if err != nil || len(names) == 0 {
		h.Fatalf("the earlier version has %d files (%v)", len(names), err)
	}
	for _, name := range names {
		if but == "" || !strings.HasPrefix(filepath.Base(name), but) {
			if err := os.RemoveAll(name); err != nil {
				h.Fatal(err)
			}
		}
	}
}

// answer has a cache answer for the files of /cookies/ whose names begin so.
func (h *portalHost) answer(beginning string, answer func(http.ResponseWriter, *http.Request) bool) {
	between := func(w http.ResponseWriter, r *http.Request) bool {
		return strings.HasPrefix(r.URL.Path, "/cookies/"+beginning) && answer(w, r)
	}
	h.between.Store(&between)
}

// earlierScript is the answer of a cache that still has the earlier script.
func earlierScript(w http.ResponseWriter, r *http.Request) bool {
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeFile(w, r, filepath.Join(harness.Built.Dir, "banner.js"))
	return true
}

// visit opens a page for a new visitor, who is asked. missing is what the browser logs about files
// that aren't there; "" if all are.
func (h *portalHost) visit(page, missing string) *harness.Page {
	h.Helper()
	p := harness.NewPage(h.T)
	if missing != "" {
		p.Expect(missing)
	}
	harness.ShowNotice(p, h.address+page)
	return p
}

// saves opens the preferences, allows the statistics alone and saves that.
func saves(p *harness.Page, control string) {
	p.T.Helper()
	p.OpenDialog(control)
	allowStatistics(p)
}

func allowStatistics(p *harness.Page) {
	p.T.Helper()
	for name, want := range map[string]bool{"statistics": true, "third_party": false} {
		box := `$("cookies-toggle-` + name + `").checked`
		if harness.Eval[bool](p, box) != want {
			p.Click("cookies-toggle-" + name)
			p.Wait(box + " === " + strconv.FormatBool(want))
		}
	}
	p.Choose("cookies-save")
	p.Wait(`$("cookies-status")?.innerText.includes("ont été enregistrés")`)
	checkAllowed(p, true)
}

// refusesInstead asks for the preferences, which don't open, reads why, and refuses.
func refusesInstead(p *harness.Page) {
	p.T.Helper()
	p.Click("cookies-customize")
	p.Wait(harness.Unavailable)
	p.Choose("cookies-refuse")
	checkAllowed(p, false)
}

// checkAllowed checks that there is a choice, which allows the statistics or nothing.
func checkAllowed(p *harness.Page, statistics bool) {
	p.T.Helper()
	p.Wait(`cookiesPreferences.get() !== null`)
	for name, want := range map[string]bool{"statistics": statistics, "third_party": false} {
		if harness.Eval[bool](p, `cookiesPreferences.allows("`+name+`")`) != want {
			p.T.Errorf("%s: allowed is not %v", name, want)
		}
	}
}

// goesOn goes to the next page, of the later version: it has the choice, and it can be changed.
func (h *portalHost) goesOn(p *harness.Page, statistics bool) {
	h.Helper()
	p.Open(h.address + "/")
	h.checkVersion(p, laterVersion)
	if p.Sight().Notice {
		h.Error("the next page asks again")
	}
	checkAllowed(p, statistics)
	saves(p, "open")
}

// isAsked goes to the next page, of the later version: it asks, and a choice is recorded.
func (h *portalHost) isAsked(p *harness.Page) {
	h.Helper()
	harness.ShowNotice(p, h.address+"/")
	h.checkVersion(p, laterVersion)
	saves(p, "cookies-customize")
}

func (h *portalHost) checkVersion(p *harness.Page, want string) {
	h.Helper()
	p.Settle()
	if got := harness.Eval[string](p, `cookiesPreferences.version`); got != want {
		h.Errorf("the page has version %s, want %s", got, want)
	}
}

// checkAbsent: there is no banner in the page, which shows its content.
func (h *portalHost) checkAbsent(p *harness.Page) {
	h.Helper()
	p.Open(h.address + "/cache.html")
	p.Settle()
	if s := p.Sight(); s.API || s.Notice || p.Cookie() != nil {
		h.Errorf("the page has a banner: %+v", s)
	}
}

func openPage(h *portalHost) {
	p := h.visit("/", "")
	h.upgrade()
	p.OpenDialog("cookies-customize")
	p.Wait(harness.Started)
	allowStatistics(p)
	h.goesOn(p, true)
}

func openPageAlone(h *portalHost) {
	p := h.visit("/", "404")
	h.upgrade()
	h.remove("")
	refusesInstead(p)
	h.goesOn(p, false)
}

func openDialogAlone(h *portalHost) {
	p := h.visit("/", "404")
	h.upgrade()
	h.remove("dialog-")
	p.OpenDialog("cookies-customize")
	p.Wait(`shadow.querySelector("[data-program=failed]")`)
	allowStatistics(p)
	h.goesOn(p, true)
}

func cachedPage(h *portalHost) {
	h.upgrade()
	p := h.visit("/", "")
	p.Choose("cookies-refuse")
	p.Open(h.address + "/cache.html")
	h.checkVersion(p, build.Version)
	checkAllowed(p, false)
	saves(p, "open")
	h.goesOn(p, true)
}

func cachedPageAlone(h *portalHost) {
	h.upgrade()
	h.remove("")
	p := harness.NewPage(h.T)
	p.Expect("404")
	p.Expect("MIME type") // of the host's page that says so
	h.checkAbsent(p)
	h.isAsked(p)
}

func cachedPageReplaced(h *portalHost) {
	h.replace(false)
	p := harness.NewPage(h.T)
	p.Expect("integrity")
	h.checkAbsent(p)
	h.isAsked(p)
}

func cachedScript(h *portalHost) {
	h.replace(true)
	h.answer("banner.js", earlierScript)
	p := h.visit("/", "")
	h.checkVersion(p, build.Version)
	saves(p, "cookies-customize")
	h.between.Store(nil)
	h.goesOn(p, true)
}

func cachedScriptReplaced(h *portalHost) {
	h.replace(false)
	h.answer("banner.js", earlierScript)
	p := h.visit("/", "404")
	refusesInstead(p)
	h.between.Store(nil)
	h.goesOn(p, false)
}

func newFilesMissing(h *portalHost) {
	h.replace(false)
	h.answer("dialog-", func(w http.ResponseWriter, r *http.Request) bool {
		http.NotFound(w, r)
		return true
	})
	p := h.visit("/", "404")
	refusesInstead(p)
	h.between.Store(nil)
	h.goesOn(p, false)
}

func newFileLate(h *portalHost) {
	h.replace(false)
	h.answer("dialog-", func(w http.ResponseWriter, r *http.Request) bool {
		known := r.URL.RawQuery == "" // the cache keeps that it was not found
		if known {
			http.NotFound(w, r)
		}
		return known
	})
	p := h.visit("/", "404")
	// The pointer's own request may have failed by then: the press asks again, by another address.
	// Otherwise a message says so, and the next press does.
	p.Click("cookies-customize")
	p.Wait(`$("cookies-dialog")?.open || ` + harness.Unavailable)
	if !p.Sight().Dialog {
		p.Click("cookies-customize")
		p.WaitDialog()
	}
	allowStatistics(p)
	h.between.Store(nil)
	h.goesOn(p, true)
}

func changedCharter(h *portalHost) {
	h.host = harness.Aude
	h.publish(harness.Built.Dir, "cookies", true)
	p := h.visit("/", "")
	saves(p, "cookies-customize")
	h.upgrade()
	h.isAsked(p)
	p.Open(h.address + "/cache.html") // about the earlier charter
	h.checkVersion(p, build.Version)
	p.WaitNotice()
	h.goesOn(p, true)
}

// changedCharterCached: a browser has kept the earlier charter, as its host let it. The later
// version records another charter's version with the choice, and shows that charter.
func changedCharterCached(h *portalHost) {
	h.host = harness.Aude
	h.publish(harness.Built.Dir, "cookies", false)
	h.answer("charters/", func(w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Cache-Control", "max-age=86400")
		http.ServeFile(w, r, filepath.Join(h.folder, filepath.FromSlash(r.URL.Path)))
		return true
	})
	reads := func(p *harness.Page, want string) {
		h.Helper()
		p.OpenDialog("cookies-read-charter")
		const text = `shadow.querySelector(".charter")?.innerText.trim()`
		p.Wait(text)
		p.Wait(harness.Started)
		if got := harness.Eval[string](p, text); !strings.HasPrefix(got, want) {
			h.Errorf("the charter begins %.40q, want %q", got, want)
		}
	}
	p := h.visit("/", "")
	reads(p, "Afin de vous")
	h.replace(true)
	harness.ShowNotice(p, h.address+"/")
	h.checkVersion(p, laterVersion)
	reads(p, "Pour vous")
}
