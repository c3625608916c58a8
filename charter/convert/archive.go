package convert

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
)

// savedPage returns the page in the single file that Chromium and Word save one as (MHTML): a
// message whose first part in HTML is the page.
func savedPage(data []byte) ([]byte, bool) {
	if start := data[:min(len(data), 1024)]; !bytes.Contains(start, []byte("multipart/related")) {
		return nil, false
	}
	message, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, false
	}
	_, values, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		return nil, false
	}
	parts := multipart.NewReader(message.Body, values["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, false
		}
		if !strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			continue
		}
		var body io.Reader = part // quoted-printable is decoded already
		if strings.EqualFold(part.Header.Get("Content-Transfer-Encoding"), "base64") {
			body = base64.NewDecoder(base64.StdEncoding, body)
		}
		page, err := io.ReadAll(body)
		return page, err == nil && len(page) > 0
	}
}
