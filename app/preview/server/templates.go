//go:build !js

package server

import (
	"bytes"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"time"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/banner"
)

// templates are the pages of web/portal, each with the parts they share.
type templates struct{ all *template.Template }

// parseTemplates reads the embedded pages.
func parseTemplates(files fs.FS) (templates, error) {
	all, err := template.New("").Funcs(template.FuncMap{
		"date":    banner.FrenchDate,
		"moment":  frenchTime,
		"number":  french.Number,
		"counted": french.Count,
		"iso":     func(t time.Time) string { return t.Format(time.RFC3339) },
	}).ParseFS(files, "portal/*.html")
	return templates{all}, err
}

// write answers with a page, or with a plain error if the page cannot be made.
func (t templates) write(w http.ResponseWriter, name string, status int, data any) {
	var body bytes.Buffer
	if err := t.all.ExecuteTemplate(&body, name, data); err != nil {
		http.Error(w, "La page n’a pas pu être préparée.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(status)
	body.WriteTo(w)
}
