//go:build !js || workshop

package preferences

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

// cases is testdata/cookies.json. Its "about" says what each section means.
type cases struct {
	Reads []struct {
		Name    string          `json:"name"`
		Cookie  string          `json:"cookie"`
		Now     int64           `json:"now"`
		Version string          `json:"version"`
		Want    json.RawMessage `json:"want"`
	} `json:"reads"`
	Exempts []struct {
		Name    string `json:"name"`
		Cookie  string `json:"cookie"`
		Now     int64  `json:"now"`
		GPC     bool   `json:"gpc"`
		Tracker Name   `json:"tracker"`
		Allowed bool   `json:"allowed"`
	} `json:"exempts"`
	Covers []struct {
		Name     string `json:"name"`
		Asked    Set    `json:"asked"`
		Asks     Set    `json:"asks"`
		Answers  []Name `json:"answers"`
		Services []Name `json:"services"`
		Covered  bool   `json:"covered"`
	} `json:"covers"`
	Encodes []struct {
		Name        string `json:"name"`
		Preferences record `json:"preferences"`
		Value       string `json:"value"`
	} `json:"encodes"`
	MaxAges []struct {
		Name      string `json:"name"`
		Timestamp int64  `json:"timestamp"`
		Now       int64  `json:"now"`
		MaxAge    int64  `json:"max_age"`
	} `json:"max_ages"`
	SetCookies []struct {
		Name        string `json:"name"`
		Preferences record `json:"preferences"`
		Value       string `json:"value"`
	} `json:"set_cookies"`
}

// record is a record as the file has it: some have a time that [Decode] refuses.
type record struct{ Preferences }

func (r *record) UnmarshalJSON(text []byte) error {
	err := json.Unmarshal(text, &r.Preferences)
	members := json.NewDecoder(bytes.NewReader(text))
	members.Token() // {
	for members.More() {
		var value any
		name, _ := members.Token()
		err = errors.Join(err, members.Decode(&value))
		r.Preferences = r.With(Name(name.(string)), value == true)
	}
	return err
}

// readCases reads the file.
func readCases(t testing.TB) cases {
	t.Helper()
	text, err := os.ReadFile("testdata/cookies.json")
	if err != nil {
		t.Fatal(err)
	}
	var c cases
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestReads splits each line at its semicolons, as HTTP/2 may.
func TestReads(t *testing.T) {
	for _, c := range readCases(t).Reads {
		got, ok := FromHeader(strings.SplitAfter(c.Cookie, ";"), time.UnixMilli(c.Now))
		text := "null"
		if ok && got.Fits(c.Version) {
			text, _ = url.PathUnescape(Encode(got))
		}
		if text != string(c.Want) {
			t.Errorf("%s: got %s, want %s", c.Name, text, c.Want)
		}
	}
}

func TestExempts(t *testing.T) {
	for _, c := range readCases(t).Exempts {
		p, _ := FromHeader(strings.SplitAfter(c.Cookie, ";"), time.UnixMilli(c.Now))
		if got := p.AllowsExempt(c.Tracker, c.GPC); got != c.Allowed {
			t.Errorf("%s: %v, want %v", c.Name, got, c.Allowed)
		}
	}
	for _, n := range []Name{Statistics, "hotjar", ""} {
		if (Preferences{}).AllowsExempt(n, false) {
			t.Errorf("%q is exempt, and is no tracker", n)
		}
	}
}

func TestEncodes(t *testing.T) {
	for _, c := range readCases(t).Encodes {
		if got := Encode(c.Preferences.Preferences); got != c.Value {
			t.Errorf("%s: got %s, want %s", c.Name, got, c.Value)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, c := range readCases(t).Covers {
		p := Preferences{Asked: c.Asked}
		for _, n := range c.Answers {
			p = p.With(n, n == c.Answers[0])
		}
		if got := p.Covers(c.Asks) && p.Answers(c.Services...); got != c.Covered {
			t.Errorf("%s: %v, want %v", c.Name, got, c.Covered)
		}
	}
}

func TestMaxAges(t *testing.T) {
	for _, c := range readCases(t).MaxAges {
		if got := remaining(c.Timestamp, time.UnixMilli(c.Now)) / 1000; got != c.MaxAge {
			t.Errorf("%s: got %d, want %d", c.Name, got, c.MaxAge)
		}
	}
}

func TestEncodesCases(t *testing.T) {
	for _, c := range readCases(t).SetCookies {
		if got := Encode(c.Preferences.Preferences); got != c.Value {
			t.Errorf("%s: got %s, want %s", c.Name, got, c.Value)
		}
	}
}
