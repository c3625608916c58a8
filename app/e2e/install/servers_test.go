package install

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestServerReaderCases: the readers in Python and in Node agree with those in Go and in the
// loader on the one file of cases.
func TestServerReaderCases(t *testing.T) {
	t.Parallel()
	var file struct {
		Reads []struct {
			Name, Cookie, Version string
			Now                   int64
			Want                  json.RawMessage
		}
	}
	cases := harness.MustRead("banner/preferences/testdata/cookies.json")
	if err := json.Unmarshal([]byte(cases), &file); err != nil {
		t.Fatal(err)
	}
	type question struct {
		Header  string `json:"header"`
		Version string `json:"version"`
		Now     int64  `json:"now"`
	}
	var questions []question
	for _, c := range file.Reads {
		questions = append(questions, question{latin1(c.Cookie), c.Version, c.Now})
	}
	body, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	for reader, server := range map[string]string{
		"cookies_preferences.py": harness.StartDjango(t),
		"node.mjs":               harness.StartNode(t),
	} {
		response, err := http.Post(server+"/cases", "application/json", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		var answers []json.RawMessage
		if err := json.NewDecoder(response.Body).Decode(&answers); err != nil {
			t.Fatalf("%s answers %s: %v", reader, response.Status, err)
		}
		if len(answers) != len(questions) {
			t.Fatalf("%s answers %d of %d cases", reader, len(answers), len(questions))
		}
		for i, c := range file.Reads {
			var want, got bytes.Buffer
			if json.Compact(&want, c.Want) != nil || json.Compact(&got, answers[i]) != nil {
				t.Fatalf("%s: %s: %s is not JSON", reader, c.Name, answers[i])
			}
			// Some versions of Python's json read no object that is nested as deep.
			if reader == "cookies_preferences.py" && c.Name == "nested 2020 deep" && got.String() == "null" {
				continue
			}
			if got.String() != want.String() { // the keys' order counts
				t.Errorf("%s: %s: got %s, want %s", reader, c.Name, got.Bytes(), want.Bytes())
			}
		}
	}
}

// latin1 gives each byte as a character, as servers hand a header over.
func latin1(text string) string {
	characters := make([]rune, len(text))
	for i := range len(text) {
		characters[i] = rune(text[i])
	}
	return string(characters)
}
