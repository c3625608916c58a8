package webkit

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// object is a JSON object, as the protocols' parameters are.
type object = map[string]any

// session is a WebDriver session: one browser.
type session struct {
	driver string // the driver's address
	path   string // the session's, in it
	client *http.Client
}

// newSession has the driver start a browser.
func newSession(ctx context.Context, driver string, capabilities object) (*session, error) {
	// The driver listens on this machine, without a proxy.
	s := &session{driver: driver, client: &http.Client{Transport: new(http.Transport)}}
	var made struct{ SessionID string }
	body := object{"capabilities": object{"alwaysMatch": capabilities}}
	err := s.call(ctx, http.MethodPost, "/session", body, &made)
	s.path = "/session/" + made.SessionID
	return s, err
}

// post sends a command of the session, and decodes its result unless result is nil.
func (s *session) post(ctx context.Context, command string, body object, result any) error {
	return s.call(ctx, http.MethodPost, s.path+command, body, result)
}

// get asks for something of the session.
func (s *session) get(ctx context.Context, command string, result any) error {
	return s.call(ctx, http.MethodGet, s.path+command, nil, result)
}

// end has the driver close the browser.
func (s *session) end() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopPatience)
	defer cancel()
	defer s.client.CloseIdleConnections()
	return s.call(ctx, http.MethodDelete, s.path, nil, nil)
}

func (s *session) call(ctx context.Context, method, path string, body object, result any) error {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, s.driver+path, content)
	if err != nil {
		return err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	if response.StatusCode != http.StatusOK {
		var failure struct{ Error, Message string }
		if err := json.Unmarshal(answer.Value, &failure); err != nil {
			return fmt.Errorf("%s %s: %s", method, path, response.Status)
		}
		return fmt.Errorf("%s %s: %s: %s", method, path, failure.Error, failure.Message)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, result)
}

// pause is how long to wait before looking again for something that tells no one it is there.
const pause = 5 * time.Millisecond
