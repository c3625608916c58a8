//go:build !js

// Package build builds dist/, the folder that a static host serves:
//
//	banner.js            the script that portals load: loader, stylesheet, notice
//	dialog-HASH.js       fetched for the dialog: the preferences, their stylesheet
//	exempt-HASH.js       the same, for pages with exempt trackers
//	services-HASH.js     the same for pages that declare services, with their switches
//	go-HASH.js           fetched with the program: sandbox, wasm_exec.js
//	gates-HASH.js        fetched where something waits for the choice: opens and closes it
//	placeholder-HASH.js  fetched for a frame that waits for the choice
//	keyboard-HASH.js     fetched at the first key: keeps the focus visible
//	withdrawal-HASH.js   fetched when a choice may change: removes what trackers left
//	catalogue-HASH.js    fetched for gates that name a service, or whose address does
//	integrations-HASH.js passes the choice on to other scripts, where the page asks for it
//	banner-HASH.wasm     the program; HASH is the start of its SHA-256
//	cookies-preferences.d.ts  what a page may call, for TypeScript
//	autoconsent.json     how privacy tools refuse: a rule for DuckDuckGo's autoconsent
//	gpc.json             for a portal that declares at /.well-known/gpc.json that it honours
//	                     Global Privacy Control (W3C draft gpc, "GPC Support Resource")
//	charters/HOST.txt    the published charters, byte for byte, and those of Options.Charters
//	charters/HOST.html   the same as pages of their own, which need no script
//	charters/ALIAS.*     the same for each of Options.Aliases
//	charters/HOST.json   the same for the dialog: see package banner's View
//	charters/standard.json  the charter of portals that have none of their own
//	charters/standard.txt, standard-earlier.txt  its text, and that of the earlier template
//	charter-HASH.css     the stylesheet of these pages
//	TAGS.txt             the script tag of each portal of Options.Charters
//	LICENSE              our licence, which asks to be copied with the files
//	THIRD_PARTY.txt      the licences of third-party code; those in the workshop are in its folder
//	atelier/             the workshop, if Options.Workshop is set (package workshop)
//	SHA384SUMS           the digest of every other file, in the form of integrity="…"
//
// Scripts, stylesheets and programs are there compressed too (.gz, .br), for hosts that serve
// such files. The same sources and the same Go give the same bytes, on any machine.
//
// [Dist] is the entry point. Code that turns sources into files of dist/ belongs here; package
// banner renders them, app/preview serves them and app/inspect checks them.
package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cookies-preferences/banner/preferences/services"
	"cookies-preferences/charter"
)

// These files keep their names for ever: portals load scriptName, TypeScript reads typesName,
// and privacy tools ruleName and gpcName.
const (
	scriptName = "banner.js"
	typesName  = "cookies-preferences.d.ts"
	ruleName   = "autoconsent.json"
	gpcName    = "gpc.json"
)

// Options says what [Dist] builds, and where. The zero value builds what is published.
type Options struct {
	// Root is the module's folder, with its go.mod. Empty: the module of the current folder.
	Root string

	// Out is the folder to fill. It replaces the files of an earlier build; a folder with
	// other files and no build is refused. Empty: the folder dist of Root.
	Out string

	// Charters are built in besides the published ones, or instead of those of the same
	// host. All portals share one script: it expects a charter in charters/ for any
	// data-portal, and knows the versions of the published ones only. Those of the others
	// are in their script tags (TAGS.txt).
	Charters []Charter

	// Aliases are further hosts of portals whose charter is built in.
	Aliases Aliases

	// Workshop builds the workshop too.
	Workshop bool

	// Fast compresses quickly rather than well: for tests and previews.
	Fast bool

	// Log, if not nil, is called at each step.
	Log func(string)

	// Warn is called if a step is left out, and what is built works without it. Nil: the
	// warning goes to standard error.
	Warn func(string)
}

// Result says what [Dist] wrote. Of a release's build, Root, Dialog, Go and WASM are not known.
type Result struct {
	Root   string // the module's folder
	Dir    string // the folder, as an absolute path
	Script string // name of the script in Dir
	Dialog string // name of the module with the dialog
	Go     string // name of the module that runs the program
	WASM   string // name of the program

	// Files are sorted by name. SHA384SUMS, the compressed copies and the workshop's files
	// are not among them.
	Files []File
}

// File is a file of a build. Sizes are in bytes.
type File struct {
	Name   string // slash-separated, relative to [Result.Dir]
	Size   int
	Gzip   int // size of the copy NAME.gz; 0 if there is none
	Brotli int // size of the copy NAME.br; 0 if there is none
}

// String returns the name and the sizes in one line.
func (f File) String() string {
	s := fmt.Sprintf("%s: %d bytes", f.Name, f.Size)
	if f.Gzip > 0 {
		s += fmt.Sprintf(", %d with gzip, %d with brotli", f.Gzip, f.Brotli)
	}
	return s
}

// Dist builds the folder. It changes nothing there before everything is built, and the script
// in the folder never names a program that is missing. A command of a release unpacks its own
// build instead.
func Dist(ctx context.Context, o Options) (*Result, error) {
	if Embedded() {
		return o.unpack()
	}
	o, err := o.withDefaults(ctx)
	if err != nil {
		return nil, err
	}
	if err := o.Aliases.check(append(o.known(), o.Charters...)); err != nil {
		return nil, err
	}
	if _, err := earlierBuild(o.Out); err != nil { // before all the work
		return nil, err
	}
	tmp, err := os.MkdirTemp("", "cookies-preferences-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	d := &dist{
		Options: o,
		tmp:     tmp,
		files:   make(map[string][]byte),
		result:  &Result{Root: o.Root, Dir: o.Out, Script: scriptName},
	}
	start := time.Now()
	for _, step := range []func(context.Context) error{
		d.compile,
		d.copyDocuments,
		d.bundleLoader,
		d.renderCharters,
		d.compress,
		d.addWorkshop,
	} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	if err := o.write(d.files); err != nil {
		return nil, err
	}
	o.Log(fmt.Sprintf("built %s in %.1f s", o.Out, time.Since(start).Seconds()))
	return d.result, nil
}

// write publishes a build's files, and the list of them.
func (o Options) write(files map[string][]byte) error {
	earlier, err := earlierBuild(o.Out)
	if err != nil {
		return err
	}
	files[SumsName] = Sums(files)
	return publish(o.Out, earlier, files)
}

// dist is a build under way.
type dist struct {
	Options
	files      map[string][]byte // by slash-separated name
	compressed []string          // names of the files that get compressed copies
	result     *Result

	tmp      string // a folder for what the go command needs
	overlay  string // its flag for the slimmed go-app
	wasm     []byte // the program
	wasmExec string // the text of wasm_exec.js
}

// add adds a file that gets compressed copies.
func (d *dist) add(name string, data []byte) {
	d.files[name] = data
	d.compressed = append(d.compressed, name)
}

// addHashed adds a file like add, under a name that changes with its content: hosts may let
// browsers keep it for ever. It returns the name.
func (d *dist) addHashed(name, extension string, data []byte) string {
	name += "-" + shortHash(data) + extension
	d.add(name, data)
	return name
}

// compile adds the program and the licences of what is in it.
func (d *dist) compile(ctx context.Context) (err error) {
	const program = "./app"
	if d.overlay, err = slimGoApp(ctx, d.Root, d.tmp, d.Warn); err != nil {
		return fmt.Errorf("slim go-app: %w", err)
	}
	if d.wasm, err = d.program(ctx, program); err != nil {
		return err
	}
	modules, err := linked(ctx, d.Root, nil, program, d.overlay)
	if err != nil {
		return err
	}
	d.files[thirdPartyName] = thirdParty(modules, "in the program",
		"in the program, and wasm_exec.js in go-….js")
	d.result.WASM = d.addHashed("banner", ".wasm", d.wasm)
	d.wasmExec, err = wasmExec(ctx, d.Root)
	return err
}

// copyDocuments adds the files that are published as they are.
func (d *dist) copyDocuments(context.Context) (err error) {
	for _, c := range d.charters() {
		d.files[c.fileName()+".txt"] = c.Text
	}
	d.files["charters/standard.txt"] = charter.StandardText()
	d.files["charters/standard-earlier.txt"] = charter.EarlierStandardText()
	if len(d.Charters) > 0 {
		d.files[tagsName] = tags(d.Aliases.add(d.Charters))
	}
	for _, name := range []string{typesName, ruleName, gpcName} {
		if d.files[name], err = os.ReadFile(filepath.Join(d.Root, "web/docs", name)); err != nil {
			return err
		}
	}
	d.files[licenceName], err = os.ReadFile(filepath.Join(d.Root, licenceName))
	return err
}

// bundleLoader adds the script and the modules that it fetches on demand.
func (d *dist) bundleLoader(context.Context) error {
	d.Log("bundling " + scriptName)
	everyPortal := len(d.Charters) > 0
	data, err := bundleProgram(d.Root, d.wasmExec, map[string]any{
		"wasmFile": d.result.WASM,
		"wasmSize": len(d.wasm),
	})
	if err != nil {
		return err
	}
	d.result.Go = d.addHashed("go", ".js", data)

	constants, err := prerenderDialog()
	if err != nil {
		return err
	}
	constants["goFile"] = d.result.Go
	dialogs := make(map[string]string) // their files, by the feature that they are for
	for name, needed := range map[string][]string{
		"dialog": nil, "exempt": {"EXEMPT"}, "services": {"EXEMPT", "SERVICES"},
	} {
		if data, err = bundleFor(d.Root, "dialog/dialog.js", constants, needed...); err != nil {
			return err
		}
		dialogs[name] = d.addHashed(name, ".js", data)
	}
	d.result.Dialog = dialogs["dialog"]

	modules := make(map[string]string) // their files, by name
	for _, name := range []string{
		"placeholder", "keyboard", "integrations", "withdrawal", "scripts", "frames", "catalogue",
		"gates",
	} {
		var constants map[string]any
		switch name {
		case "placeholder":
			if constants, err = prerenderPlaceholder(); err != nil {
				return err
			}
		case "gates":
			constants = map[string]any{
				"scriptsFile": modules["scripts"], "catalogueFile": modules["catalogue"],
			}
		case "catalogue":
			constants = map[string]any{"services": services.ByCategory()}
		case "withdrawal":
			constants = map[string]any{"cookies": services.OnPortal()}
		}
		data, err := bundleModule(d.Root, "extras/"+name+".js", constants)
		if err != nil {
			return err
		}
		modules[name] = d.addHashed(name, ".js", data)
	}

	rendered, err := prerender(d.Root)
	if err != nil {
		return err
	}
	if data, err = bundleScript(d.Root, map[string]any{
		"version":            Version,
		"dialogFile":         d.result.Dialog,
		"exemptDialogFile":   dialogs["exempt"],
		"servicesDialogFile": dialogs["services"],
		"placeholderFile":    modules["placeholder"],
		"keyboardFile":       modules["keyboard"],
		"integrationsFile":   modules["integrations"],
		"withdrawalFile":     modules["withdrawal"],
		"gatesFile":          modules["gates"],
		"framesFile":         modules["frames"],
		"charters":           versions(d.Aliases.add(d.known())),
		"everyPortal":        everyPortal,
	}, rendered); err != nil {
		return err
	}
	d.add(scriptName, data)
	return nil
}

// renderCharters adds the charters' pages, with their stylesheet, and what the dialog shows of
// them.
func (d *dist) renderCharters(context.Context) error {
	css, err := stylesheet(d.Root, "web/styles/charterpage.css")
	if err != nil {
		return err
	}
	style := d.addHashed("charter", ".css", []byte(css))
	for _, c := range d.charters() {
		page, err := charterPage(c, "../"+style)
		if err != nil {
			return fmt.Errorf("render the charter of %s: %w", c.Host, err)
		}
		d.files[c.fileName()+".html"] = page
		inDialog, err := CharterJSON(c.Text)
		if err != nil {
			return fmt.Errorf("render the charter of %s: %w", c.Host, err)
		}
		d.add(c.fileName()+".json", inDialog)
	}
	standard, err := prerenderStandard()
	d.add("charters/standard.json", asJSON(standard))
	return err
}

// compress adds the compressed copies and lists the files in the result.
func (d *dist) compress(context.Context) error {
	d.Log("compressing")
	addCompressed(d.files, d.Fast, d.compressed...)
	d.result.Files = list(d.files)
	if d.Fast { // these are not the sizes of what is published
		return nil
	}
	for _, f := range d.result.Files {
		d.Log(f.String())
	}
	return nil
}

// list returns the files of a build but for the compressed copies and the workshop's.
func list(files map[string][]byte) (listed []File) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		original := strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".br")
		_, isCopy := files[original]
		if isCopy && original != name || OfWorkshop(name) {
			continue
		}
		listed = append(listed,
			File{name, len(files[name]), len(files[name+".gz"]), len(files[name+".br"])})
	}
	return listed
}

func (o Options) withDefaults(ctx context.Context) (_ Options, err error) {
	if o.Root == "" {
		if o.Root, err = moduleRoot(ctx); err != nil {
			return o, err
		}
	}
	if o.Out == "" {
		o.Out = filepath.Join(o.Root, "dist")
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	if o.Warn == nil {
		o.Warn = func(text string) { fmt.Fprintln(os.Stderr, text) }
	}
	o.Out, err = filepath.Abs(o.Out)
	return o, err
}

// charters are all that are built in, under each of their hosts.
func (o Options) charters() []Charter {
	return o.Aliases.add(append(o.known(), o.Charters...))
}

// known are the published charters that none of Options.Charters replaces.
func (o Options) known() []Charter {
	return slices.DeleteFunc(published(), func(c Charter) bool {
		return slices.ContainsFunc(o.Charters, func(own Charter) bool { return own.Host == c.Host })
	})
}

// shortHash returns the first 16 hex digits of the SHA-256 of data.
func shortHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
