package install

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestOversized: a cookie that no browser keeps, but that a server may be sent,
// is no choice by an octet too many.
func TestOversized(t *testing.T) {
	t.Parallel()
	django, node := harness.StartDjango(t), harness.StartNode(t)
	value := preferences.Encode(preferences.Preferences{Statistics: true, Timestamp: time.Now().UnixMilli()}.FollowStatistics())
	for size, want := range map[int]string{preferences.MaxSize: "[statistics ga matomo xiti at piano eulerian]", preferences.MaxSize + 1: "[]"} {
		padding := strings.Repeat("+", size-len("cookies_preferences")-len(value)-len("%2C%22x%22%3A%22%22"))
		header := "cookies_preferences=" + strings.TrimSuffix(value, "%7D") + "%2C%22x%22%3A%22" + padding + "%22%7D"

		var got harness.Reading
		send(t, "GET", django+"/read", header, nil, &got)
		var choice map[string]any
		send(t, "GET", node+"/read", header, nil, &choice)
		got.Choices["node.mjs"] = choice
		got.Choices["banner/preferences"] = harness.ReadHeader([]string{header})
		if len(got.Choices) != 4 {
			t.Errorf("%d readers have read, want 4", len(got.Choices))
		}
		for reader, choice := range got.Choices {
			if names := fmt.Sprint(harness.Allowed(choice)); names != want {
				t.Errorf("%d octets: by %s, allowed are %s, want %s", size, reader, names, want)
			}
		}
	}
}

// TestServerReaderCases: the readers in Python and in Node agree with Go's and the
// loader's on the one file of cases.
func TestServerReaderCases(t *testing.T) {
	t.Parallel()
	var file struct {
		Reads []struct {
			Name, Cookie, Version string
			Now                   int64
			Want                  json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(harness.MustRead("banner/preferences/testdata/cookies.json")), &file); err != nil {
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
	// What JSON can't say in the file, and Python's json takes for JSON.
	const now = 1_767_225_600_000
	var foreign []string
	for _, x := range []string{"\"\xff\"", "\"\xc3\"", "\"\xed\xa0\x80\"", "NaN", "-Infinity"} {
		header := fmt.Sprintf(`cookies_preferences={"statistics":true,"x":%s,"timestamp":%d}`, x, now)
		if choice, ok := preferences.FromHeader([]string{header}, time.UnixMilli(now)); ok {
			t.Fatalf("Go reads %q as %v", header, choice)
		}
		foreign = append(foreign, header)
		questions = append(questions, question{Header: latin1(header), Now: now})
	}
	for reader, server := range map[string]string{"cookies_preferences.py": harness.StartDjango(t), "node.mjs": harness.StartNode(t)} {
		var answers []json.RawMessage
		send(t, "POST", server+"/cases", "", questions, &answers)
		if len(answers) != len(questions) || len(answers) < 250 {
			t.Fatalf("%s answers %d of %d cases, want more than 250", reader, len(answers), len(questions))
		}
		for i, header := range foreign {
			if answer := answers[len(file.Reads)+i]; string(answer) != "null" {
				t.Errorf("%s: %q is read as %s", reader, header, answer)
			}
		}
		for i, c := range file.Reads {
			var want, got bytes.Buffer
			if json.Compact(&want, c.Want) != nil || json.Compact(&got, answers[i]) != nil {
				t.Fatalf("%s: %s: %s is no JSON", reader, c.Name, answers[i])
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

// latin1 gives each octet as a character, as servers hand a header over.
func latin1(text string) string {
	characters := make([]rune, len(text))
	for i := range len(text) {
		characters[i] = rune(text[i])
	}
	return string(characters)
}

// send asks a server, with a Cookie header of the test's own if there is one,
// and decodes its answer.
func send(t *testing.T, method, address, cookie string, body, answer any) {
	t.Helper()
	content, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), method, address, bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if cookie != "" {
		request.Header.Set("Cookie", cookie)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s answers %s: %s %v", address, response.Status, text, err)
	}
	if err := json.Unmarshal(text, answer); err != nil {
		t.Fatalf("%s answers what is none: %v", address, err)
	}
}
