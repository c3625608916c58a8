//go:build !js

package build

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
)

// embeddedFile is where the build tag "release" expects the zip of a whole build, relative to the
// module's folder: a command that is compiled so serves and proves that build, without Go and
// without the sources. It is no file of the sources: package release shows it to the compiler.
const embeddedFile = "app/build/embedded.zip"

// Embedded reports whether this command comes from a release, with a build in it.
func Embedded() bool { return len(embedded) > 0 }

// CommandLine begins a line that calls this command.
func CommandLine() string {
	if Embedded() {
		return "cookies-preferences"
	}
	return "go run ./app"
}

// unpack fills Options.Out with the build in this command.
func (o Options) unpack() (*Result, error) {
	if o.Out == "" || len(o.Charters) > 0 || len(o.Aliases) > 0 {
		return nil, errors.New("this command has a build in it and makes no other: " +
			"that needs the sources")
	}
	archive, err := zip.NewReader(strings.NewReader(embedded), int64(len(embedded)))
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	for _, entry := range archive.File {
		if OfWorkshop(entry.Name) && !o.Workshop {
			continue
		}
		if files[entry.Name], err = content(entry); err != nil {
			return nil, err
		}
	}
	delete(files, SumsName)
	return &Result{Dir: o.Out, Script: scriptName, Files: list(files)}, o.write(files)
}

func content(entry *zip.File) ([]byte, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var data bytes.Buffer
	_, err = io.Copy(&data, r)
	return data.Bytes(), err
}
