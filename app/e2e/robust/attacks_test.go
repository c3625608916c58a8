package robust

import (
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// leastAttacks is how many hostile inputs there are at least.
const leastAttacks = 220

// TestLongInput: whatever stands where the banner reads.
func TestLongInput(t *testing.T) {
	t.Parallel()
	var attacks []attack
	for _, list := range [][]attack{
		attributeAttacks(t), cookieAttacks(t), journalAttacks(t), gateAttacks(t), addressAttacks(t),
		eventAttacks(t), argumentAttacks(t), clobberingAttacks(t), charterAttacks(t),
	} {
		attacks = append(attacks, list...)
	}
	total := 0
	var rows []outcome
	for _, a := range attacks {
		for _, v := range a.visits {
			total += max(v.inputs, 1)
		}
		t.Run(strings.ReplaceAll(a.name, "%d ", ""), func(t *testing.T) { rows = append(rows, meetAttack(t, a)) })
	}
	if total < leastAttacks {
		t.Errorf("there are %d hostile inputs, want %d at least", total, leastAttacks)
	}
	if t.Failed() || len(rows) < len(attacks) { // -run chose some of them
		return
	}
	checkSection(t, "Hostile input", 20, rows)
}

// scriptAttributes are all that the script tag may have.
var scriptAttributes = strings.Fields("portal charter version trackers categories integrations domain theme load")

// attributeAttacks: each attribute of the script tag.
func attributeAttacks(t *testing.T) (list []attack) {
	for _, group := range readInputs(t, "attributes") {
		a := attack{name: "each attribute of the script tag: %d values " + group.Kind, announced: []string{"404", "400", "ERR_INVALID"}}
		for _, value := range group.Values {
			var all []string
			for _, name := range scriptAttributes {
				all = append(all, `data-`+name+`="`+html.EscapeString(value)+`"`)
			}
			a.visits = append(a.visits, hostilePage{inputs: len(all), attributes: strings.Join(all, " "), reports: "attribute"})
		}
		a.visits[len(a.visits)-1].opens = "cookies-customize"
		list = append(list, a)
	}
	// A page has one value of each attribute's own.
	a := attack{name: "each attribute of the script tag: %d values that are none of its own"}
	for _, group := range readInputs(t, "own") {
		for i, value := range group.Values {
			if i == len(a.visits) {
				a.visits = append(a.visits, hostilePage{reports: "attribute", attributes: " "})
			}
			page := &a.visits[i]
			page.attributes += ` data-` + group.Place + `="` + html.EscapeString(value) + `"`
			page.inputs++
			page.times++
		}
	}
	list = append(list, a)
	return list
}

// cookieAttacks: the cookie, as a server or another host of the domain may have
// planted it. A value of several lines is several cookies.
func cookieAttacks(t *testing.T) (list []attack) {
	for _, group := range readInputs(t, "cookies") {
		a := attack{name: "the cookie: %d " + group.Kind}
		for _, value := range group.Values {
			a.visits = append(a.visits, hostilePage{cookies: strings.Split(value, "\n")})
		}
		list = append(list, a)
	}
	return list
}

// journalAttacks: what waits in localStorage for the program to record it, in a
// page that reads it before all else.
func journalAttacks(t *testing.T) (list []attack) {
	about, err := json.Marshal(`["` + harness.VersionOf(t, harness.Aude) + `",["xiti"],null]`)
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range readInputs(t, "journals") {
		a := attack{name: "the journal: %d " + group.Kind,
			wanted: append(preferences.Categories[:], preferences.XiTi)}
		for _, value := range group.Values {
			text, err := json.Marshal(strings.ReplaceAll(value, "{{about}}", string(about)))
			if err != nil {
				t.Fatal(err)
			}
			a.visits = append(a.visits, hostilePage{
				attributes: `data-portal="` + harness.Aude + `" data-trackers="xiti"`,
				head:       `<script>localStorage.setItem("cookies_preferences:journal", ` + string(text) + `)</script>`,
			})
		}
		list = append(list, a)
	}
	return list
}

// gateAttacks: what waits for the choice, as an editor of the portal may write
// it. None of it is opened, even when everything is accepted.
func gateAttacks(t *testing.T) (list []attack) {
	frame := harness.ServeText(t, "/cadre", "text/html", "<!doctype html><title>Cadre</title>")
	for _, group := range readInputs(t, "gates") {
		var body strings.Builder
		n := 0
		add := func(format string, args ...any) {
			for i, arg := range args {
				args[i] = html.EscapeString(arg.(string))
			}
			fmt.Fprintf(&body, format+"\n", args...)
			n++
		}
		for _, value := range group.Values {
			switch group.Place {
			case "names":
				add(`<iframe data-cookies="%s" data-src="%s" width="300" height="150"></iframe>`, value, frame)
				add(`<img data-cookies="%s" data-src="%s" alt="">`, value, frame)
				add(`<script type="text/plain" data-cookies="%s">pwned()</script>`, value)
			case "addresses":
				add(`<iframe data-cookies="third_party" data-src="%s" width="300" height="150"></iframe>`, value)
				add(`<img data-cookies="third_party" data-src="%s" alt="">`, value)
			case "sandboxes":
				add(`<iframe data-cookies="third_party" data-src="`+frame+`" data-good title="Film" sandbox="%s" data-sandbox="allow-scripts allow-same-origin allow-top-navigation" width="300" height="150"></iframe>`, value)
				add(`<iframe data-cookies="third_party" data-src="`+frame+`" data-good title="Film" sandbox="%s" data-sandbox="allow-scripts" width="20" height="20"></iframe>`, value)
			case "titles":
				add(`<iframe data-cookies="third_party" data-src="`+frame+`" data-good title="%s" name="%s" width="300" height="150"></iframe>`, value, value)
				add(`<script type="text/plain" data-cookies="third_party" data-type="%s">pwned()</script>`, value)
			}
		}
		place := map[string]string{"names": "`data-cookies`", "addresses": "`data-src`", "titles": "what waits for the choice", "sandboxes": "`data-sandbox`"}[group.Place]
		list = append(list, attack{name: place + ": %d " + group.Kind, visits: []hostilePage{{
			inputs: n, body: body.String(),
			after: func(p *harness.Page, accepted bool) {
				switch {
				case accepted && group.Place == "titles":
					return
				case accepted && group.Place == "sandboxes":
					p.Wait(`[...document.querySelectorAll("iframe")].every((frame) => frame.src)`)
					if got := harness.Eval[[]string](p, `[...document.querySelectorAll("iframe")].map((frame) => frame.getAttribute("sandbox") ?? "none")`); !slices.Equal(got, twice(group.Values)) {
						p.T.Errorf("the frames are opened in the sandboxes %q, want %q", got, twice(group.Values))
					}
					return
				}
				for _, fault := range harness.Eval[[]string](p, harmInFrames) {
					p.T.Errorf("%s (all is accepted: %v)", fault, accepted)
				}
			},
		}}})
	}
	return list
}

// twice is a list with each of its texts twice.
func twice(list []string) (doubled []string) {
	for _, text := range list {
		doubled = append(doubled, text, text)
	}
	return doubled
}

// harmInFrames lists what a frame that waits has been given besides our own.
const harmInFrames = `(() => {
	const faults = [...hits];
	for (const gate of document.querySelectorAll("iframe, img[data-cookies]")) {
		if (gate.hasAttribute("src")) faults.push("opened: " + gate.outerHTML.slice(0, 200));
		for (const node of gate.contentDocument?.body?.querySelectorAll("*") ?? []) {
			if (!/^(div|h2|p|button|style)$/.test(node.localName)) faults.push("a frame has a <" + node.localName + ">");
		}
	}
	for (const script of document.querySelectorAll("script[data-cookies]:not([data-good])")) {
		if (script.type !== "text/plain") faults.push("runs: " + script.outerHTML.slice(0, 200));
	}
	return faults;
})()`

// addressAttacks: the addresses of the page and of the script.
func addressAttacks(t *testing.T) (list []attack) {
	for _, group := range readInputs(t, "addresses") {
		a := attack{name: "the address of the " + group.Place + ": %d " + group.Kind}
		for _, value := range group.Values {
			if group.Place == "script" {
				a.visits = append(a.visits, hostilePage{src: value, opens: "cookies-customize"})
			} else {
				a.visits = append(a.visits, hostilePage{address: value})
			}
		}
		list = append(list, a)
	}
	return list
}

// eventAttacks: what any script of the page, or any frame, may send.
func eventAttacks(t *testing.T) (list []attack) {
	for _, group := range readInputs(t, "events") {
		tell := strings.ReplaceAll(strings.Join(group.Values, ";\n"), "{{about}}", `JSON.stringify(["`+harness.VersionOf(t, harness.Aude)+`", [], null])`)
		list = append(list, attack{name: "%d " + group.Kind, visits: []hostilePage{
			{inputs: len(group.Values), tell: tell, opens: "cookies-customize"},
		}})
	}
	return list
}

// argumentAttacks: what a script of the page may call the interface with.
func argumentAttacks(t *testing.T) (list []attack) {
	for _, file := range []string{"arguments", "calls"} {
		for _, group := range readInputs(t, file) {
			call, want := "allows", "false"
			if file == "calls" {
				call, want = "onChange", "TypeError: onChange expects a function"
			}
			var tell strings.Builder
			for _, value := range group.Values {
				fmt.Fprintf(&tell, `{ let got; try { got = cookiesPreferences.%s(%s); } catch (error) { got = error; }
					if (String(got) !== %q) hits.push(%q + " gives " + got); }`, call, value, want, call+"("+value+")")
			}
			list = append(list, attack{name: "`" + call + "()`: %d " + group.Kind,
				visits: []hostilePage{{inputs: len(group.Values), tell: tell.String()}}})
		}
	}
	return list
}

// clobberingAttacks: elements, which a portal's editors can write, that have the
// names of what scripts ask the document, the window or a form.
func clobberingAttacks(t *testing.T) (list []attack) {
	for _, group := range readInputs(t, "clobbered") {
		a := attack{name: "elements with %d " + group.Kind}
		if group.Place == "window" {
			body := `<a id="` + strings.Join(group.Values, `"></a><a id="`) + `"></a>`
			a.visits = []hostilePage{{inputs: len(group.Values), body: body, opens: "cookies-customize"}}
			list = append(list, a)
			continue
		}
		for _, value := range group.Values {
			var v hostilePage
			switch group.Place {
			case "document":
				v.body = `<img name="` + value + `" alt="">`
			case "form":
				form := `<form><input name="` + value + `"><iframe data-cookies="third_party" data-src="/favicon.ico" title="Film"></iframe></form>`
				v.body = form
				v.tell = `const t = document.createElement("template"); t.innerHTML = ` + "`" + form + "`" + `; document.body.append(t.content);
					for (const form of document.forms) HTMLElement.prototype.click.call(form)`
			}
			a.visits = append(a.visits, v)
		}
		a.visits[len(a.visits)-1].opens = "cookies-customize"
		list = append(list, a)
	}
	return list
}
