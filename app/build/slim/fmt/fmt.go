// Package fmt replaces fmt in the browser's program: go-app uses it for handlers' names and error
// messages.
package fmt

import (
	"reflect"
	"strconv"
	"strings"
)

// Sprint concatenates the texts of values.
func Sprint(values ...any) string {
	var b strings.Builder
	for _, v := range values {
		b.WriteString(text(v))
	}
	return b.String()
}

// Printf writes a text to the program's standard error.
func Printf(format string, values ...any) { print(Sprintf(format, values...)) }

// Sprintf replaces each verb by a value: %T by its type, %p by its address, any other verb by its
// text. It knows no flags or widths. A verb without a value stays; further values are ignored.
func Sprintf(format string, values ...any) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(format, "%")
		b.WriteString(before)
		if !found || after == "" {
			return b.String()
		}
		verb := after[0]
		format = after[1:]
		switch {
		case verb == '%':
			b.WriteByte('%')
			continue
		case len(values) == 0:
			b.WriteString("%" + string(verb))
			continue
		case verb == 'T':
			b.WriteString(reflect.TypeOf(values[0]).String())
		case verb == 'p':
			address := reflect.ValueOf(values[0]).Pointer()
			b.WriteString("0x" + strconv.FormatUint(uint64(address), 16))
		default:
			b.WriteString(text(values[0]))
		}
		values = values[1:]
	}
}

// text returns a readable form of a value, or else its type.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return "<nil>"
	case string:
		return v
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	}
	r := reflect.ValueOf(v)
	switch {
	case r.CanInt():
		return strconv.FormatInt(r.Int(), 10)
	case r.CanUint():
		return strconv.FormatUint(r.Uint(), 10)
	case r.CanFloat():
		return strconv.FormatFloat(r.Float(), 'g', -1, 64)
	case r.Kind() == reflect.Bool:
		return strconv.FormatBool(r.Bool())
	case r.Kind() == reflect.String:
		return r.String()
	}
	return r.Type().String()
}
