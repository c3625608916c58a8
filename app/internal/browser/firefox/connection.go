package firefox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/coder/websocket"
)

// object is a JSON object, as the protocol's parameters are.
type object = map[string]any

// errClosed is the error of a call when the browser has gone.
var errClosed = errors.New("the browser has closed the connection")

// message is a message of the browser: the result of a command, an error, or an event.
type message struct {
	Type           string
	ID             int
	Result         json.RawMessage
	Error, Message string
	Method         string
	Params         json.RawMessage
}

// connection sends commands, and receives events in their order.
type connection struct {
	socket   *websocket.Conn
	dispatch func(method string, params json.RawMessage)
	ctx      context.Context // ends with the connection
	end      context.CancelFunc

	mu      sync.Mutex
	last    int
	waiting map[int]chan message
}

// dial opens the connection.
func dial(
	ctx context.Context, address string, dispatch func(string, json.RawMessage),
) (*connection, error) {
	socket, _, err := websocket.Dial(ctx, address, nil)
	if err != nil {
		return nil, err
	}
	socket.SetReadLimit(-1) // pictures are large
	c := &connection{socket: socket, dispatch: dispatch, waiting: make(map[int]chan message)}
	c.ctx, c.end = context.WithCancel(context.Background())
	go c.read()
	return c, nil
}

// read passes on the browser's messages until the connection ends.
func (c *connection) read() {
	defer c.end()
	for {
		_, data, err := c.socket.Read(c.ctx)
		if err != nil {
			return
		}
		var m message
		if err := json.Unmarshal(data, &m); err != nil {
			return // no browser sends this; calls that wait get errClosed
		}
		if m.Type == "event" {
			c.dispatch(m.Method, m.Params)
			continue
		}
		c.mu.Lock()
		answer, ok := c.waiting[m.ID]
		delete(c.waiting, m.ID)
		c.mu.Unlock()
		if ok {
			answer <- m
		}
	}
}

// call sends a command, and decodes its result unless result is nil.
func (c *connection) call(ctx context.Context, method string, params object, result any) error {
	answer := make(chan message, 1)
	c.mu.Lock()
	c.last++
	id := c.last
	c.waiting[id] = answer
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.waiting, id)
		c.mu.Unlock()
	}()
	data, err := json.Marshal(object{"id": id, "method": method, "params": params})
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	// A write that is cancelled ends the connection, so it doesn't depend on ctx.
	if err := c.socket.Write(c.ctx, websocket.MessageText, data); err != nil {
		return fmt.Errorf("%s: %w", method, errClosed)
	}
	select {
	case m := <-answer:
		if m.Type == "error" {
			return fmt.Errorf("%s: %s: %s", method, m.Error, m.Message)
		}
		if result == nil {
			return nil
		}
		if err := json.Unmarshal(m.Result, result); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		return nil
	case <-c.ctx.Done():
		return fmt.Errorf("%s: %w", method, errClosed)
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
}

// close ends the connection.
func (c *connection) close() {
	c.end()
	c.socket.CloseNow()
}
