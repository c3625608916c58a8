//go:build !js

// Package build builds the folder that a static host serves:
//
//	banner.js            the one script of a portal's page: loader, stylesheet, notice
//	go-HASH.js           what comes with the program: the sandbox, the dialog's stylesheet, wasm_exec.js
//	placeholder-HASH.js  what comes with a frame that waits for the choice
//	keyboard-HASH.js     what comes with the first key: it keeps the focus in sight
//	withdrawal-HASH.js   what comes with a change of mind: it ends what a withdrawn consent has left
//	integrations-HASH.js what tells other scripts of the choice, where the page asks for it
//	banner-HASH.wasm     the program; HASH is the start of its SHA-256
//	cookies-preferences.d.ts  what a page may call, for TypeScript
//	autoconsent.json     how privacy tools refuse: a rule for DuckDuckGo's autoconsent
//	charters/HOST.txt    the published charters, byte for byte, and those of Options.Charters
//	charters/HOST.html   the same as pages of their own, which need no script
//	charter-HASH.css     the stylesheet of these
//	TAGS.txt             the script tag of each portal of Options.Charters
//	THIRD_PARTY.txt      what in it is of others, and their licences
//	atelier/             the workshop, where Options.Workshop asks for it (package workshop)
//	SHA384SUMS           the digest of every other file, as browsers take it in integrity="…"
//
// The script and the program also lie there compressed (.gz, .br), for hosts
// that serve such files as they are. The same sources and the same Go give the
// same bytes, on any machine.
//
// [Dist] does it all. [BuildWASM], [WASMExec] and [Bundle] are its steps.
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
	"time"

	"cookies-preferences/charter"
)

// scriptName is the file that portals name in their pages, typesName the one
// that says in TypeScript what they may call, ruleName the one that tells privacy
// tools how to refuse. They never change.
const (
	scriptName = "banner.js"
	typesName  = "cookies-preferences.d.ts"
	ruleName   = "autoconsent.json"
)

// Options says what [Dist] builds, and where. The zero value builds what is
// published.
type Options struct {
	// Root is the folder of the module, with its go.mod. Empty: the module
	// that the current folder is in.
	Root string

	// Out is the folder to fill. Files of an earlier build in it are
	// replaced; a folder with anything else in it, and no build, is refused.
	// Empty: the folder dist of Root.
	Out string

	// Package is the program, as go build takes it. Empty: "./app".
	Package string

	// Plain builds the program with go-app as it is, rather than with the copy
	// that package slim makes. It is twice the size, and the way out if that
	// copy does not compile.
	Plain bool

	// Charters are built in besides the published ones, or in their place. The
	// script, which every portal shares, then takes a charter to lie in charters/
	// for whatever data-portal names; it knows the versions of the published ones
	// only, the others' are in their script tags (TAGS.txt).
	Charters []Charter

	// Workshop builds the workshop too.
	Workshop bool

	// Compression says how hard to compress. The zero value is [Best].
	Compression Compression

	// Log is told of each step. nil: nobody is told.
	Log func(string)
}

// Result says what [Dist] wrote.
type Result struct {
	Root   string // the module's folder
	Dir    string // the folder, as an absolute path
	Script string // name of the script in Dir
	Go     string // name of the script's Go half in Dir
	WASM   string // name of the program in Dir

	// Placeholder, Keyboard, Integrations and Withdrawal are the names of more modules
	// in Dir.
	Placeholder, Keyboard, Integrations, Withdrawal string

	// CharterStyle is the name of the stylesheet of the charters' pages in Dir.
	CharterStyle string

	// Files are every file but SHA384SUMS, the compressed copies and the workshop's,
	// sorted by name.
	Files []File
}

// File is a file of a build. Sizes are in bytes; 0 means that there is no
// such copy.
type File struct {
	Name   string // slash-separated, relative to [Result.Dir]
	Size   int
	Gzip   int // size of the copy NAME.gz
	Brotli int // size of the copy NAME.br
}

// String tells the name and the sizes in one line.
func (f File) String() string {
	s := fmt.Sprintf("%s: %d bytes", f.Name, f.Size)
	if f.Gzip > 0 {
		s += fmt.Sprintf(", %d with gzip, %d with brotli", f.Gzip, f.Brotli)
	}
	return s
}

// Dist builds the folder. Nothing in it is touched before all is built, and
// at no time does its script name a program that is not there.
func Dist(ctx context.Context, o Options) (*Result, error) {
	o, err := o.withDefaults(ctx)
	if err != nil {
		return nil, err
	}
	if err := checkFolder(o.Out); err != nil {
		return nil, err
	}
	start := time.Now()
	o.Log("compiling " + o.Package + " to WebAssembly")
	wasm, licences, err := o.buildWASM(ctx)
	if err != nil {
		return nil, err
	}
	wasmExec, err := WASMExec(ctx, o.Root)
	if err != nil {
		return nil, err
	}

	files := make(map[string][]byte)
	builtIn := o.charters()
	for _, c := range builtIn {
		files[c.fileName()+".txt"] = c.Text
	}
	if len(o.Charters) > 0 {
		files[TagsName] = tags(o.Charters)
	}
	for _, name := range []string{typesName, ruleName} {
		if files[name], err = os.ReadFile(filepath.Join(o.Root, "web/docs", name)); err != nil {
			return nil, err
		}
	}
	files[ThirdPartyName] = licences
	var compressed []string
	add := func(name, extension string, data []byte) string {
		name += "-" + shortHash(data) + extension
		files[name] = data
		compressed = append(compressed, name)
		return name
	}
	wasmName := add("banner", ".wasm", wasm)
	o.Log("bundling " + scriptName)
	withdrawal, err := BundleWithdrawal(o.Root)
	if err != nil {
		return nil, err
	}
	withdrawalName := add("withdrawal", ".js", withdrawal)
	goScript, err := BundleGo(GoScript{
		Root:     o.Root,
		WASMExec: wasmExec,
		WASMFile: wasmName,
		WASMSize: len(wasm),
		BuiltIn:  charter.Portals(),
		Every:    len(o.Charters) > 0,
	})
	if err != nil {
		return nil, err
	}
	goName := add("go", ".js", goScript)
	placeholder, err := PrerenderPlaceholder()
	if err != nil {
		return nil, err
	}
	placeholderScript, err := BundlePlaceholder(o.Root, placeholder)
	if err != nil {
		return nil, err
	}
	placeholderName := add("placeholder", ".js", placeholderScript)
	keyboard, err := BundleKeyboard(o.Root)
	if err != nil {
		return nil, err
	}
	keyboardName := add("keyboard", ".js", keyboard)
	integrations, err := BundleIntegrations(o.Root)
	if err != nil {
		return nil, err
	}
	integrationsName := add("integrations", ".js", integrations)
	prerendered, err := Prerender()
	if err != nil {
		return nil, err
	}
	script, err := Bundle(Script{
		Root:         o.Root,
		Go:           goName,
		Placeholder:  placeholderName,
		Keyboard:     keyboardName,
		Integrations: integrationsName,
		Withdrawal:   withdrawalName,
		Charters:     versions(o.known()),
		Every:        len(o.Charters) > 0,
		Prerendered:  prerendered,
	})
	if err != nil {
		return nil, err
	}
	files[scriptName] = script

	css, err := stylesheet(o.Root, "web/styles/charterpage.css")
	if err != nil {
		return nil, err
	}
	styleName := add("charter", ".css", []byte(css))
	pages, err := charterPages(builtIn, styleName)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, pages)

	names := slices.Sorted(maps.Keys(files))
	if o.Compression != None {
		o.Log("compressing")
	}
	if err := addCompressed(ctx, files, o.Compression, append(compressed, scriptName)...); err != nil {
		return nil, err
	}
	if o.Workshop {
		if err := o.addWorkshop(ctx, files, wasmExec); err != nil {
			return nil, err
		}
	}
	if err := publish(o.Out, files); err != nil {
		return nil, err
	}

	result := &Result{
		Root: o.Root, Dir: o.Out,
		Script: scriptName, Go: goName, Placeholder: placeholderName, Keyboard: keyboardName, Integrations: integrationsName, Withdrawal: withdrawalName, WASM: wasmName,
		CharterStyle: styleName,
	}
	for _, name := range names {
		f := File{name, len(files[name]), len(files[name+".gz"]), len(files[name+".br"])}
		result.Files = append(result.Files, f)
		if o.Compression != Best {
			f.Gzip, f.Brotli = 0, 0 // what is published is smaller
		}
		o.Log(f.String())
	}
	o.Log(fmt.Sprintf("built %s in %.1f s", o.Out, time.Since(start).Seconds()))
	return result, nil
}

func (o Options) withDefaults(ctx context.Context) (Options, error) {
	var err error
	if o.Root == "" {
		if o.Root, err = moduleRoot(ctx); err != nil {
			return o, err
		}
	}
	if o.Root, err = filepath.Abs(o.Root); err != nil {
		return o, err
	}
	if o.Out == "" {
		o.Out = filepath.Join(o.Root, "dist")
	}
	if o.Out, err = filepath.Abs(o.Out); err != nil {
		return o, err
	}
	if o.Package == "" {
		o.Package = "./app"
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	return o, nil
}

// charters are all that are built in.
func (o Options) charters() []Charter {
	return append(o.known(), o.Charters...)
}

// known are the published charters that no other stands in for.
func (o Options) known() []Charter {
	return slices.DeleteFunc(published(), func(c Charter) bool {
		return slices.ContainsFunc(o.Charters, func(other Charter) bool { return other.Host == c.Host })
	})
}

// shortHash is the first 16 hex digits of the SHA-256 of data: enough for a
// file name that may be cached for ever.
func shortHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
