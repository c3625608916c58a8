//go:build !js

package release

import (
	"context"
	"embed"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/app/preview/workshop"
)

// texts are what only a release has.
//
//go:embed files
var texts embed.FS

// text is one of these, with what it leaves open filled in. Script is the text of banner.js, where
// its tag is asked for.
func (r *release) text(name string, script []byte) ([]byte, error) {
	data, err := texts.ReadFile("files/" + name)
	example := tag.Tag{
		Script: "/cookies/" + r.Build.Script, Integrity: tag.Integrity(script),
		Portal: "donnees.ville.example", Controller: "Ville d’Exemple",
	}
	return []byte(strings.NewReplacer(
		"VERSION", r.Version, "TAG", example.String(), "BUTTON", workshop.Button,
		"UPDATES", workshop.Updates,
	).Replace(string(data))), err
}

// whole returns all files of the build.
func (r *release) whole() (map[string][]byte, error) {
	files := make(map[string][]byte)
	folder := os.DirFS(r.Build.Dir)
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files[name], err = fs.ReadFile(folder, name)
		}
		return err
	})
	return files, err
}

// uploaded returns the files of the build that a portal's host serves: all but the workshop's.
func (r *release) uploaded() (map[string][]byte, error) {
	files, err := r.whole()
	for name := range files {
		if build.OfWorkshop(name) {
			delete(files, name)
		}
	}
	delete(files, build.SumsName) // it lists the workshop's too
	return files, err
}

// addZips adds what to upload, and the workshop's site.
func (r *release) addZips(context.Context) error {
	r.Log("zipping what to upload, and the workshop")
	files, err := r.whole()
	if err != nil {
		return err
	}
	if r.files["workshop-"+r.Version+".zip"], err = zipped(files, r.Date); err != nil {
		return err
	}
	if files, err = r.uploaded(); err != nil {
		return err
	}
	files[build.SumsName] = build.Sums(files)
	if files["LISEZ-MOI.txt"], err = r.text("LISEZ-MOI.txt", files[r.Build.Script]); err != nil {
		return err
	}
	r.files[r.file(".zip")], err = zipped(files, r.Date)
	return err
}

// addPackage adds the npm package: the files to upload in its folder dist, and a module that says
// where they are. npm pack would add nothing but the date.
func (r *release) addPackage(context.Context) error {
	r.Log("packing the npm package")
	files, err := r.uploaded()
	if err != nil {
		return err
	}
	packed := make(map[string][]byte)
	for name, data := range files {
		packed["package/dist/"+name] = data
	}
	for _, name := range []string{"package.json", "index.js", "index.d.ts", "README.md"} {
		if packed["package/"+name], err = r.text("npm/"+name, nil); err != nil {
			return err
		}
	}
	if packed["package/LICENSE"], err = r.licence(); err != nil {
		return err
	}
	r.files[r.file(".tgz")], err = tarred(packed, r.Date)
	return err
}

// addCommands adds an archive for each platform, with the command and the licences of what it
// links.
func (r *release) addCommands(ctx context.Context) error {
	licence, err := r.licence()
	if err != nil {
		return err
	}
	readme, err := r.text("COMMANDE.txt", nil)
	if err != nil {
		return err
	}
	for _, p := range r.Platforms {
		r.Log("compiling the command for " + p.OS + "/" + p.Arch)
		command, err := build.Command(ctx, r.Root, p.OS, p.Arch,
			r.files["workshop-"+r.Version+".zip"])
		if err != nil {
			return err
		}
		modules, err := build.CommandModules(ctx, r.Root, p.OS, p.Arch)
		if err != nil {
			return err
		}
		pack, program, extension := tarred, name, ".tar.gz"
		if p.OS == "windows" {
			pack, program, extension = zipped, name+".exe", ".zip"
		}
		folder := r.file("")
		program = path.Join(folder, program)
		archive := r.file("-" + p.OS + "-" + p.Arch + extension)
		r.files[archive], err = pack(map[string][]byte{
			program:                     command,
			folder + "/LISEZ-MOI.txt":   readme,
			folder + "/LICENSE":         licence,
			folder + "/THIRD_PARTY.txt": build.CommandLicences(modules),
		}, r.Date, program)
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *release) licence() ([]byte, error) {
	return os.ReadFile(filepath.Join(r.Root, "LICENSE"))
}
