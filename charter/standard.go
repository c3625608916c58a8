package charter

import _ "embed"

// The wording of the published charters, with neither a portal's address nor a
// portal's misprints.
//
//go:embed standard.txt
var standard []byte

// Standard returns the charter of a portal that has none of its own, about the
// platform at origin ("https://data.example"). Of an address with a path, the
// origin is kept. The charter has no address if origin is empty, or is not an
// http(s) address: any string may be given.
func Standard(origin string) Charter {
	c, err := Parse(standard)
	if err != nil {
		panic(err) // standard.txt is embedded above, and tested
	}
	if faultOf(origin) != "" {
		return c
	}
	s := scheme(origin) + "://"
	c.Platform = s + authority(origin[len(s):])
	for i := range c.Sections {
		if namesPlatform(c.Sections[i].Heading) {
			c.Sections[i].Address = c.Platform
			break
		}
	}
	return c
}

// StandardText returns the text that [Standard] reads. It must not be changed.
func StandardText() []byte { return standard }
