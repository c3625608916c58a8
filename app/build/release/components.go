//go:build !js

package release

import (
	"bytes"
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"cookies-preferences/app/build"
)

// addComponents adds the bill of materials: Go and the modules that the visitor's program, the
// workshop and the command link, and which of these (https://cyclonedx.org, version 1.6).
func (r *release) addComponents(ctx context.Context) error {
	linked := make(map[string]build.Module)
	places := make(map[string][]string)
	add := func(place string, modules []build.Module) {
		for _, m := range modules {
			linked[m.Path] = m
			if !slices.Contains(places[m.Path], place) {
				places[m.Path] = append(places[m.Path], place)
			}
		}
	}
	modules, err := build.ProgramModules(ctx, r.Root)
	if err != nil {
		return err
	}
	add("program", modules)
	if modules, err = build.WorkshopModules(ctx, r.Root); err != nil {
		return err
	}
	add("workshop", modules)
	for _, p := range r.Platforms {
		if modules, err = build.CommandModules(ctx, r.Root, p.OS, p.Arch); err != nil {
			return err
		}
		add("command", modules)
	}
	var components []cdx.Component
	for _, path := range slices.Sorted(maps.Keys(linked)) {
		m := linked[path]
		component := cdx.Component{Type: cdx.ComponentTypeLibrary, Name: m.Path, Version: m.Version}
		if m.Path == "" {
			component.Type, component.Name = cdx.ComponentTypePlatform, "go"
			component.PackageURL = "pkg:golang/std@" + m.Version
		} else {
			component.PackageURL = packageURL(m)
		}
		component.BOMRef = component.PackageURL
		component.Properties = &[]cdx.Property{
			{Name: name + ":linked-in", Value: strings.Join(places[path], " ")},
		}
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

// packageURL is a module's address of the type golang, in lower case and escaped
// (https://github.com/package-url/purl-spec).
func packageURL(m build.Module) string {
	return "pkg:golang/" + strings.ToLower(m.Path) + "@" + url.QueryEscape(m.Version)
}
