package convert

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

const byteOrderMark = "\ufeff"

// decode returns a text in UTF-8, whatever a browser or a text editor saved it in. Text that is
// valid UTF-8 stays as it is, byte for byte: its meta element then names the encoding of the page
// that it was copied from.
func decode(data []byte) string {
	label := utf16Label(data)
	if label == "" && utf8.Valid(data) {
		return string(data)
	}
	if label == "" {
		// A declaration tells Windows-1252 from its neighbours; nothing else can.
		_, label, _ = charset.DetermineEncoding(data[:min(len(data), 1024)], "text/html")
		if strings.HasPrefix(label, "utf-") {
			label = "windows-1252"
		}
	}
	encoding, _ := charset.Lookup(label)
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil { // no decoder of those labels fails
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return strings.TrimPrefix(string(decoded), byteOrderMark)
}

// utf16Label returns which UTF-16 a text is in, or "". Without a byte order mark, the zero bytes
// of Latin letters tell.
func utf16Label(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be"
	}
	start := data[:min(len(data), 1024)&^1]
	var zeros [2]int
	for i, b := range start {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(start) / 2
	switch {
	case half < 4:
		return ""
	case zeros[0] == 0 && zeros[1]*2 > half:
		return "utf-16le"
	case zeros[1] == 0 && zeros[0]*2 > half:
		return "utf-16be"
	}
	return ""
}

// signatures are the first bytes of files that are not text.
var signatures = []struct{ start, message string }{
	{"\x89PNG", picture}, {"\xff\xd8\xff", picture}, {"GIF8", picture}, {"RIFF", picture},
	{"BM\x00", picture}, {"II*\x00", picture}, {"MM\x00*", picture}, {"\x00\x00\x01\x00", picture},
	{"%PDF-", "le fichier est un PDF\u00a0; " + saveAsText},
	{"PK\x03\x04", "le fichier est un document de traitement de texte, un classeur ou une " +
		"archive\u00a0; " + saveAsText},
	{"\xd0\xcf\x11\xe0", "le fichier est un ancien document Word ou Excel\u00a0; " + saveAsText},
	{`{\rtf`, "le fichier est au format RTF\u00a0; " + saveAsText},
}

const (
	picture = "le fichier est une image\u00a0; une charte est un texte, " +
		"à copier dans un fichier .txt."
	saveAsText = "ouvrez-le, puis enregistrez-le en HTML ou copiez son texte dans un fichier .txt."
)

// refuseBinary refuses what is not text.
func refuseBinary(data []byte) error {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.start)) {
			return &Error{CodeBinary, s.message}
		}
	}
	start := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 512)]))
	if bytes.HasPrefix(start, []byte("<svg")) ||
		bytes.HasPrefix(start, []byte("<?xml")) && bytes.Contains(start, []byte("<svg")) {
		return &Error{CodeBinary, picture}
	}
	if utf16Label(data) != "" {
		return nil
	}
	controls := 0
	for _, b := range data {
		if b < ' ' && !unicode.IsSpace(rune(b)) || b == 0x7f {
			controls++
		}
		if b == 0 {
			controls += 8
		}
	}
	if controls > 8+len(data)/50 {
		return &Error{CodeBinary, "le fichier n’est pas un texte\u00a0; " +
			"copiez le texte de la charte dans un fichier .txt."}
	}
	return nil
}
