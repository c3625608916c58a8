package webkit

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
)

// errClosed is the error of a call when the browser has gone.
var errClosed = errors.New("the browser has closed the connection")

// errNoObject is the error of a call about an object whose page was left before it.
var errNoObject = errors.New("the object's page was left")

// inspector is a connection to the server that MiniBrowser has for WebKit's remote inspector.
// WebKitWebDriver is the other client of that server. A message is the length of the rest, a byte
// with flags, a name that ends with a zero byte, and parameters as GLib's variants.
type inspector struct {
	connection net.Conn
	ended      chan struct{}

	mu      sync.Mutex
	targets map[uint64]*target
}

const (
	littleEndian = 1 // a flag: the parameters are so
	ownProcess   = 1 // the number that the server gives to the browser's own process

	// firstTarget is the number of the session's first tab. The session itself has the next
	// number, and the tabs after it those that follow.
	firstTarget = 1

	longest = 1 << 28 // bytes of a message
)

// inspect connects to the server.
func inspect(ctx context.Context, address string) (*inspector, error) {
	connection, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	i := &inspector{connection: connection, ended: make(chan struct{}),
		targets: make(map[uint64]*target)}
	go i.read()
	// The parameter is a hash of the commands that we know.
	return i, i.send("SetupInspectorClient", []byte{0})
}

func (i *inspector) close() {
	i.connection.Close()
	<-i.ended
}

// send writes a message.
func (i *inspector) send(name string, parameters []byte) error {
	body := append(append([]byte(name), 0), parameters...)
	message := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	message = append(append(message, littleEndian), body...)
	i.mu.Lock()
	defer i.mu.Unlock()
	_, err := i.connection.Write(message)
	return err
}

// read passes on the messages of targets until the connection ends.
func (i *inspector) read() {
	defer close(i.ended)
	reader := bufio.NewReader(i.connection)
	for {
		var head struct {
			Length uint32
			Flags  byte
		}
		if err := binary.Read(reader, binary.BigEndian, &head); err != nil || head.Length > longest {
			return // calls that wait get errClosed
		}
		body := make([]byte, head.Length)
		if _, err := io.ReadFull(reader, body); err != nil {
			return
		}
		name, parameters, _ := bytes.Cut(body, []byte{0})
		// The numbers of the process and the target are before the text.
		if string(name) != "SendMessageToFrontend" || len(parameters) < 16 {
			continue
		}
		i.mu.Lock()
		t := i.targets[binary.LittleEndian.Uint64(parameters[8:])]
		i.mu.Unlock()
		if t != nil {
			t.receive(bytes.TrimRight(parameters[16:], "\x00"))
		}
	}
}

// target is a tab, and the page in it.
type target struct {
	inspector *inspector
	number    uint64
	listen    func(method string, params json.RawMessage)
	moved     func() // the page has got a process of its own, which knows nothing of us

	mu      sync.Mutex
	page    string        // the page's name among the target's own
	ready   chan struct{} // closed once it has one
	last    int
	waiting map[int]*call
}

// call is a command that waits for its result.
type call struct {
	ofPage bool // its result goes with the page
	answer chan message
}

// message is a result, an error, or an event.
type message struct {
	ID     int
	Result json.RawMessage
	Error  *struct{ Message string }
	Method string
	Params json.RawMessage
	left   bool // the page was left before there was a result
}

// attach takes hold of a target, and waits until it has a page. listen is called for the page's
// events, in their order, and moved when the page has got another process.
func (i *inspector) attach(
	ctx context.Context, number uint64, listen func(string, json.RawMessage), moved func(),
) (*target, error) {
	t := &target{inspector: i, number: number, listen: listen, moved: moved,
		ready: make(chan struct{}), waiting: make(map[int]*call)}
	i.mu.Lock()
	i.targets[number] = t
	i.mu.Unlock()
	if err := i.send("Setup", t.address()); err != nil {
		return nil, err
	}
	select {
	case <-t.ready:
		return t, nil
	case <-i.ended:
		return nil, errClosed
	case <-ctx.Done():
		return nil, fmt.Errorf("the tab has no page: %w", ctx.Err())
	}
}

// address is how messages name the target.
func (t *target) address() []byte {
	numbers := binary.LittleEndian.AppendUint64(nil, ownProcess)
	return binary.LittleEndian.AppendUint64(numbers, t.number)
}

// receive takes a message of the target, most often one of its page's.
func (t *target) receive(text []byte) {
	var m message
	if json.Unmarshal(text, &m) != nil {
		return // the browser sends none
	}
	var of struct {
		Message                  string
		TargetInfo               struct{ TargetID, Type string }
		OldTargetID, NewTargetID string
	}
	if m.Method != "" && json.Unmarshal(m.Params, &of) != nil {
		return
	}
	switch {
	case m.Method == "Target.targetCreated" && of.TargetInfo.Type == "page":
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.page == "" {
			t.page = of.TargetInfo.TargetID
			close(t.ready)
		}
	case m.Method == "Target.didCommitProvisionalTarget":
		t.mu.Lock()
		mine := t.page == of.OldTargetID
		if mine {
			t.page = of.NewTargetID
		}
		t.mu.Unlock()
		if mine {
			t.leave()
			go t.moved() // its commands are answered by messages like this one
		}
	case m.Method == "Target.dispatchMessageFromTarget":
		var inner message
		if json.Unmarshal([]byte(of.Message), &inner) == nil {
			t.pass(inner)
		}
	case m.Error != nil: // the page did not get a command: the target's commands have its number
		t.pass(m)
	}
}

// pass gives an answer to its call, or an event to the listener.
func (t *target) pass(m message) {
	if m.Method != "" {
		t.listen(m.Method, m.Params)
		return
	}
	t.mu.Lock()
	c := t.waiting[m.ID]
	delete(t.waiting, m.ID)
	t.mu.Unlock()
	if c != nil {
		c.answer <- m
	}
}

// leave ends the calls that wait for the page, which the visitor has left.
func (t *target) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for id, c := range t.waiting {
		if c.ofPage {
			delete(t.waiting, id)
			c.answer <- message{left: true}
		}
	}
}

// ask is call for what changes nothing: if the page is left meanwhile, it asks the next one.
func (t *target) ask(ctx context.Context, method string, params object, result any) error {
	for {
		if err := t.call(ctx, method, params, true, result); !errors.Is(err, errLeft) {
			return err
		}
	}
}

// call sends a command to the page, and decodes its result unless result is nil. ofPage says that
// it ends with the page.
func (t *target) call(
	ctx context.Context, method string, params object, ofPage bool, result any,
) error {
	c := &call{ofPage, make(chan message, 1)}
	t.mu.Lock()
	t.last++
	id := t.last
	t.waiting[id] = c
	page := t.page
	t.mu.Unlock()
	defer func() {
		t.mu.Lock()
		delete(t.waiting, id)
		t.mu.Unlock()
	}()
	command, err := json.Marshal(object{"id": id, "method": method, "params": params})
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	wrapped, err := json.Marshal(object{"id": id, "method": "Target.sendMessageToTarget",
		"params": object{"targetId": page, "message": string(command)}})
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	err = t.inspector.send("SendMessageToBackend", append(append(t.address(), wrapped...), 0))
	if err != nil {
		return fmt.Errorf("%s: %w", method, errClosed)
	}
	select {
	case m := <-c.answer:
		switch {
		case m.left:
			return fmt.Errorf("%s: %w", method, errLeft)
		case m.Error != nil && strings.HasPrefix(m.Error.Message, "Missing injected script"):
			return fmt.Errorf("%s: %w", method, errNoObject)
		case m.Error != nil:
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		case result == nil:
			return nil
		}
		if err := json.Unmarshal(m.Result, result); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		return nil
	case <-t.inspector.ended:
		return fmt.Errorf("%s: %w", method, errClosed)
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
}
