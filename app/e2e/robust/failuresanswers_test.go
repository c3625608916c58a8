package robust

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// An answer is what a host, or what stands in between, sends for a file of the
// build.
type answer func(name string, w http.ResponseWriter, r *http.Request)

// instead is a hardship's host, which gives this answer for the files whose names
// have that part.
func instead(part string, give answer) func(string, http.ResponseWriter, *http.Request) bool {
	return func(name string, w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(name, part) {
			return true
		}
		give(name, w, r)
		return false
	}
}

// status answers with an HTTP status.
func status(code int) answer {
	return func(_ string, w http.ResponseWriter, _ *http.Request) {
		http.Error(w, http.StatusText(code), code)
	}
}

// content answers with a text, or a program, of a type.
func content(contentType, text string) answer {
	return func(_ string, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, text)
	}
}

// errorPage is what a proxy or a captive portal sends in place of anything.
const errorPage = "<!doctype html><title>Connexion au réseau</title><p>Identifiez-vous"

// altered answers with the file that was asked for, after something has happened
// to it.
func altered(t *testing.T, alter func(name string, file []byte) []byte) answer {
	return func(name string, w http.ResponseWriter, _ *http.Request) {
		w.Write(alter(name, buildFile(t, name)))
	}
}

// buildFile reads a file of the build.
func buildFile(t *testing.T, name string) []byte {
	file, err := os.ReadFile(filepath.Join(harness.Built.Dir, filepath.FromSlash(name)))
	if err != nil {
		t.Error(err)
	}
	return file
}

// half is the first half of a file.
func half(_ string, file []byte) []byte { return file[:len(file)/2] }

// flip gives a file one wrong bit.
func flip(file []byte, at int) []byte {
	file = slices.Clone(file)
	file[at] ^= 0x80
	return file
}

// announcing answers with a file, and the wrong Content-Length.
func announcing(t *testing.T, length func(size int) int) answer {
	return func(name string, w http.ResponseWriter, _ *http.Request) {
		file := buildFile(t, name)
		w.Header().Set("Content-Length", fmt.Sprint(length(len(file))))
		w.Write(file)
	}
}

// reset sends half of a file, and resets the connection.
func reset(t *testing.T) answer {
	return func(name string, w http.ResponseWriter, _ *http.Request) {
		file := buildFile(t, name)
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		fmt.Fprintf(connection, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
			w.Header().Get("Content-Type"), len(file))
		connection.Write(half(name, file))
		connection.(*net.TCPConn).SetLinger(0)
		connection.Close()
	}
}

// captivePortal redirects to another origin, whose pages nobody else may read.
func captivePortal(t *testing.T) answer {
	portal := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, errorPage) }))
	t.Cleanup(portal.Close)
	return func(_ string, w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, portal.URL, http.StatusFound)
	}
}

// The sections of a WebAssembly program, by their numbers in the standard.
const (
	memorySection = 5
	codeSection   = 10
)

// section finds a section of a program: where its number is, where its content
// begins and where it ends.
func section(t *testing.T, program []byte, number byte) (at, from, to int) {
	for at = 8; at < len(program); at = to {
		size, length := binary.Uvarint(program[at+1:])
		from = at + 1 + length
		to = from + int(size)
		if program[at] == number {
			return at, from, to
		}
	}
	t.Errorf("the program has no section %d", number)
	return 0, 0, 0
}

// cramped is the program for a device that gives it so many pages of memory, of
// 64 KiB, besides those that it begins with.
func cramped(t *testing.T, program []byte, pages uint64) []byte {
	at, from, to := section(t, program, memorySection)
	least, _ := binary.Uvarint(program[from+2:]) // after the number of memories, and their kind
	content := binary.AppendUvarint(binary.AppendUvarint([]byte{1, 1}, least), least+pages)
	size := binary.AppendUvarint([]byte{memorySection}, uint64(len(content)))
	return bytes.Join([][]byte{program[:at], size, content, program[to:]}, nil)
}

// endsAtOnce is a program that runs as one in Go does, and ends without a word.
const endsAtOnce = "\x00asm\x01\x00\x00\x00" +
	"\x01\x11\x04\x60\x01\x7f\x00\x60\x02\x7f\x7f\x00\x60\x00\x00\x60\x00\x01\x7f" + // types
	"\x02\x19\x01\x04gojs\x10runtime.wasmExit\x00\x00" + // imports
	"\x03\x04\x03\x01\x02\x03" + // functions: run, resume, getsp
	"\x05\x03\x01\x00\x01" + // a page of memory
	"\x07\x1e\x04\x03run\x00\x01\x06resume\x00\x02\x05getsp\x00\x03\x03mem\x02\x00" + // exports
	"\x0a\x10\x03\x06\x00\x41\x00\x10\x00\x0b\x02\x00\x0b\x04\x00\x41\x00\x0b"
	// code: run calls wasmExit

// foreign is a program that wants of the page what ours does not.
const foreign = "\x00asm\x01\x00\x00\x00" + "\x01\x04\x01\x60\x00\x00" + "\x02\x0b\x01\x03env\x03abc\x00\x00"
