//go:build !js

package release

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"cookies-preferences/app/build"
)

// addComponents adds the bill of materials: Go and the modules that the visitor's program and the
// command link, and which of the two (https://cyclonedx.org, version 1.6).
func (r *release) addComponents(ctx context.Context) error {
	program, err := build.ProgramModules(ctx, r.Root)
	if err != nil {
		return err
	}
	visited := make(map[string]bool)
	for _, m := range program {
		visited[m.Path] = true
	}
	command := make(map[string]build.Module)
	for _, p := range r.Platforms {
		modules, err := build.CommandModules(ctx, r.Root, p.OS, p.Arch)
		if err != nil {
			return err
		}
		for _, m := range modules {
			command[m.Path] = m
		}
	}
	var components []cdx.Component
	for _, path := range slices.Sorted(maps.Keys(command)) {
		m := command[path]
		component := cdx.Component{Type: cdx.ComponentTypeLibrary, Name: m.Path, Version: m.Version}
		if m.Path == "" {
			component.Type, component.Name = cdx.ComponentTypePlatform, "go"
			component.PackageURL = "pkg:golang/std@" + m.Version
		} else {
			component.PackageURL = "pkg:golang/" + m.Path + "@" + m.Version
		}
		component.BOMRef = component.PackageURL
		place := "command"
		if visited[m.Path] {
			place = "program and command"
		}
		component.Properties = &[]cdx.Property{{Name: name + ":linked-in", Value: place}}
		components = append(components, component)
	}
	bom := cdx.NewBOM()
	bom.Metadata = &cdx.Metadata{
		Timestamp: r.Date.Format(time.RFC3339),
		Component: &cdx.Component{
			Type: cdx.ComponentTypeApplication, Name: name, Version: r.Version,
			BOMRef:   "pkg:npm/" + name + "@" + r.Version,
			Licenses: &cdx.Licenses{{License: &cdx.License{ID: "MIT"}}},
		},
	}
	bom.Components = &components
	var text bytes.Buffer
	encoder := cdx.NewBOMEncoder(&text, cdx.BOMFileFormatJSON).SetPretty(true)
	if err := encoder.EncodeVersion(bom, cdx.SpecVersion1_6); err != nil {
		return err
	}
	r.files[r.file(".cdx.json")] = text.Bytes()
	return nil
}
