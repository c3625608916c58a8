package preferences

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"time"
)

// cases is testdata/cookies.json, which says in its own words what each section
// means.
type cases struct {
	About []string `json:"about"`
	Reads []struct {
		Name    string          `json:"name"`
		Cookie  string          `json:"cookie"`
		Now     int64           `json:"now"`
		Version string          `json:"version"`
		Want    json.RawMessage `json:"want"`
		Value   *string         `json:"value"`
	} `json:"reads"`
	Covers []struct {
		Name    string `json:"name"`
		Asked   Set    `json:"asked"`
		Asks    Set    `json:"asks"`
		Covered bool   `json:"covered"`
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
		MaxAge    int    `json:"max_age"`
	} `json:"max_ages"`
	SetCookies []struct {
		Name        string `json:"name"`
		Preferences record `json:"preferences"`
		Value       string `json:"value"`
		Now         int64  `json:"now"`
		Secure      bool   `json:"secure"`
		Domain      string `json:"domain"`
		Line        string `json:"line"`
	} `json:"set_cookies"`
}

// record is a record as the file writes it.
type record struct {
	Functional bool   `json:"functional_cookies"`
	Statistics bool   `json:"statistics"`
	Internal   bool   `json:"internal"`
	ThirdParty bool   `json:"third_party"`
	GA         bool   `json:"ga"`
	Matomo     bool   `json:"matomo"`
	XiTi       bool   `json:"xiti"`
	AT         bool   `json:"at"`
	Piano      bool   `json:"piano"`
	Eulerian   bool   `json:"eulerian"`
	Charter    string `json:"charter"`
	Asked      Set    `json:"asked"`
	Timestamp  int64  `json:"timestamp"`
}

func (r record) preferences() Preferences {
	return Preferences{
		r.Statistics, r.Internal, r.ThirdParty,
		r.GA, r.Matomo, r.XiTi, r.AT, r.Piano, r.Eulerian,
		r.Charter, r.Asked, r.Timestamp,
	}
}

// readCases reads the file, and fails on a key that no test here looks at.
func readCases(t testing.TB) cases {
	t.Helper()
	text, err := os.ReadFile("testdata/cookies.json")
	if err != nil {
		t.Fatal(err)
	}
	var c cases
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestReads(t *testing.T) {
	for _, c := range readCases(t).Reads {
		t.Run(c.Name, func(t *testing.T) {
			now := time.UnixMilli(c.Now)
			values := Values(c.Cookie)
			got, winner, ok := choose(values, now)
			if ok && !got.Fits(c.Version) {
				winner, ok = -1, false
			}
			if ok != (string(c.Want) != "null") {
				t.Fatalf("choice: %v %+v, want %s", ok, got, c.Want)
			}
			if ok && recordText(t, got) != string(c.Want) {
				t.Errorf("got %s, want %s", recordText(t, got), c.Want)
			}
			switch {
			case c.Value == nil && winner >= 0:
				t.Errorf("value: got %q, want none", values[winner])
			case c.Value != nil && (winner < 0 || values[winner] != *c.Value):
				t.Errorf("value: got number %d of %q, want %q", winner, values, *c.Value)
			}
		})
	}
}

// TestReadsFromHeader finds in Cookie headers what is found on one line,
// however HTTP/2 splits it.
func TestReadsFromHeader(t *testing.T) {
	for _, c := range readCases(t).Reads {
		now := time.UnixMilli(c.Now)
		want, wantOK := Choose(Values(c.Cookie), now)
		var lines []string
		for _, pair := range bytes.SplitAfter([]byte(c.Cookie), []byte(";")) {
			lines = append(lines, string(pair))
		}
		if got, ok := FromHeader(lines, now); got != want || ok != wantOK {
			t.Errorf("%s: got %+v %v, want %+v %v", c.Name, got, ok, want, wantOK)
		}
	}
}

func TestEncodes(t *testing.T) {
	for _, c := range readCases(t).Encodes {
		if got := Encode(c.Preferences.preferences()); got != c.Value {
			t.Errorf("%s: got %s, want %s", c.Name, got, c.Value)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, c := range readCases(t).Covers {
		if got := (Preferences{Asked: c.Asked}).Covers(c.Asks); got != c.Covered {
			t.Errorf("%s: %v, want %v", c.Name, got, c.Covered)
		}
	}
}

func TestMaxAges(t *testing.T) {
	for _, c := range readCases(t).MaxAges {
		p := Preferences{Timestamp: c.Timestamp}
		if got := p.MaxAge(time.UnixMilli(c.Now)); got != c.MaxAge {
			t.Errorf("%s: got %d, want %d", c.Name, got, c.MaxAge)
		}
	}
}

func TestSetCookies(t *testing.T) {
	for _, c := range readCases(t).SetCookies {
		p, a := c.Preferences.preferences(), Attributes{c.Secure, c.Domain}
		if got := Encode(p); got != c.Value {
			t.Errorf("%s: got %s, want %s", c.Name, got, c.Value)
		}
		now := time.UnixMilli(c.Now)
		if got := SetCookie(p, a, now); got != c.Line {
			t.Errorf("%s: got %s, want %s", c.Name, got, c.Line)
		}
		if p.MaxAge(now) == 0 && Clear(a) != c.Line {
			t.Errorf("%s: Clear gives %s, want %s", c.Name, Clear(a), c.Line)
		}
	}
}

// recordText returns the JSON that Encode escapes.
func recordText(t testing.TB, p Preferences) string {
	t.Helper()
	text, ok := unescape(Encode(p))
	if !ok {
		t.Fatalf("%s is not escaped well", Encode(p))
	}
	return text
}
