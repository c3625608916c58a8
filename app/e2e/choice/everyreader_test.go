package choice

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// visit is a choice that a visitor makes.
type visit struct {
	name     string
	trackers string   // declared
	clicks   []string // by id
	allowed  []preferences.Name
}

// visits are both choices of the notice and each mix of the categories, without
// declared trackers and with two, of which a mix refuses one.
func visits() (all []visit) {
	categories, trackers := preferences.Categories[:], preferences.Trackers[:]
	declared := []preferences.Name{preferences.GoogleAnalytics, preferences.Matomo}
	all = []visit{
		{"accept", "", []string{"cookies-accept"}, slices.Concat(categories, trackers)},
		{"refuse", "", []string{"cookies-refuse"}, nil},
		{"accept", "matomo ga", []string{"cookies-accept"}, slices.Concat(categories, declared)},
		{"refuse", "matomo ga", []string{"cookies-refuse"}, nil},
	}
	for mix := range 1 << len(categories) {
		plain := visit{clicks: []string{"cookies-customize"}}
		for i, n := range categories {
			if mix&(1<<i) != 0 {
				plain.allowed = append(plain.allowed, n)
				plain.clicks = append(plain.clicks, "cookies-toggle-"+string(n))
			}
		}
		plain.name = fmt.Sprint(plain.allowed)
		split := plain
		split.trackers = "matomo ga"
		split.allowed, split.clicks = slices.Clone(plain.allowed), slices.Clone(plain.clicks)
		if slices.Contains(plain.allowed, preferences.Statistics) {
			plain.allowed = append(plain.allowed, trackers...)
			split.allowed = append(split.allowed, preferences.GoogleAnalytics)
			split.clicks = append(split.clicks, "cookies-toggle-matomo") // the category had taken it along
		}
		plain.clicks, split.clicks = append(plain.clicks, "cookies-save"), append(split.clicks, "cookies-save")
		all = append(all, plain, split)
	}
	return all
}

// TestEveryReader makes each choice in a page that Django sent, and has every
// reader read what the browser keeps and sends: all get the same booleans, and
// Django's session and its protection against forged requests go on.
func TestEveryReader(t *testing.T) {
	t.Parallel()
	s := newPortal(t)
	for i, v := range visits() {
		t.Run(v.name+" with trackers "+v.trackers, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open(s.page(fmt.Sprint("/portail-", i), `<script src="/banner/banner.js" defer data-portal="`+harness.Aude+`" data-trackers="`+v.trackers+`"></script>`))
			p.WaitNotice()
			before := harness.Others(p)
			for _, id := range v.clicks {
				p.Click(id)
				if strings.HasPrefix(id, "cookies-toggle-") {
					// Until the words say so, what it took along may show the old state.
					p.Wait(`$("` + id + `").parentElement.innerText.includes($("` + id + `").checked ? "autorisé" : "refusé")`)
				}
			}
			p.WaitClosed()
			p.Wait(`cookiesPreferences.get() !== null`)

			got := s.read(p)
			got.Choices["cookiesPreferences.get()"] = harness.Eval[map[string]any](p, `cookiesPreferences.get()`)
			got.Choices["published.js"] = harness.Eval[map[string]any](p, harness.PublishedReader)
			if len(got.Choices) != 7 {
				t.Errorf("%d readers have read, want 7", len(got.Choices))
			}
			checkReading(t, v.name, got, v.allowed)
			for reader, choice := range got.Choices {
				for _, n := range harness.Optional {
					if _, there := choice[string(n)].(bool); !there {
						t.Errorf("by %s, %s is %v", reader, n, choice[string(n)])
					}
				}
			}
			checkBeside(t, p, s, before, got)
		})
	}
}

// checkBeside holds the cookies that Django has set to what they were, as every
// library reads them. sessionid is kept from scripts.
func checkBeside(t *testing.T, p *harness.Page, s *portal, before map[string]string, got harness.Reading) {
	t.Helper()
	if len(before["sessionid"]) == 0 || len(before["csrftoken"]) == 0 || len(before) != 2 {
		t.Fatalf("Django's own cookies were %v", before)
	}
	for library, cookies := range got.Cookies {
		for name, want := range before {
			if name == "sessionid" && library == "$cookies" {
				want = ""
			}
			if cookies[name] != want {
				t.Errorf("%s reads %s as %q, want %q", library, name, cookies[name], want)
			}
		}
	}
	answer := harness.Eval[map[string]string](p, `fetch("`+s.path+`/post", {
		method: "POST",
		headers: {"X-CSRFToken": angular.element(document.body).injector().get("$cookies").get("csrftoken")},
	})
		.then((response) => response.ok ? response.json() : {status: response.status})`)
	if answer["basket"] != "3 jeux de données" {
		t.Errorf("a form posted to Django gets %v", answer)
	}
}

// planted is what another host of the domain, a script or a fault may leave
// under the cookie's name.
type planted struct {
	name    string
	cookies []string // pairs, in the order in which the browser sends them
	allowed []preferences.Name
}

func plantings() []planted {
	now := time.Now().UnixMilli()
	all := func(timestamp int64) string {
		return preferences.Encode(preferences.Preferences{Statistics: true, Internal: true, ThirdParty: true, Timestamp: timestamp}.FollowStatistics())
	}
	changed := func(from, to string) string {
		value := strings.Replace(all(now), from, to, 1)
		if value == all(now) {
			panic("there is no " + from + " in the cookie")
		}
		return value
	}
	const day = 24 * 3600 * 1000
	accepted, refused := "cookies_preferences="+all(now), "cookies_preferences="+preferences.Encode(preferences.Preferences{Timestamp: now})
	earlier := "cookies_preferences=" + all(now-1000)
	// The record as it is before encodeURIComponent, and malformed: what some
	// libraries then leave as it is would be JSON.
	raw, err := url.PathUnescape(changed("%7D", "%2C%22x%22%3A%22%25zz%22%7D"))
	if err != nil {
		panic(err)
	}
	one := func(value string) []string { return []string{"cookies_preferences=" + value} }
	return []planted{
		// The record that the others are made from: everything would be allowed.
		{name: "a good one", cookies: []string{accepted}, allowed: harness.Optional},

		{name: "a word", cookies: one("true")},
		{name: "nothing", cookies: one("")},
		{name: "a list", cookies: one("%5B" + all(now) + "%5D")},
		{name: "no timestamp", cookies: one(changed("timestamp", "time"))},
		{name: "a timestamp in a string", cookies: one(changed(fmt.Sprint(now), "%22"+fmt.Sprint(now)+"%22"))},
		{name: "two days ahead", cookies: one(all(now + 2*day))},
		{name: "180 days old", cookies: one(all(now - 180*day))},
		{name: "a word for a tracker", cookies: one(changed("%22xiti%22%3Atrue", "%22xiti%22%3A%22yes%22"))},
		{name: "a number for a category", cookies: one(changed("%22internal%22%3Atrue", "%22internal%22%3A1"))},
		{name: "null for functional_cookies", cookies: one(changed("true", "null"))},
		{name: "a list for the charter", cookies: one(changed("%22timestamp", "%22charter%22%3A%5B%5D%2C%22timestamp"))},
		{name: "names one level down", cookies: one("%7B%22__proto__%22%3A" + all(now) + "%7D")},
		{name: "a malformed escape", cookies: one(changed("%7D", "%2C%22x%22%3A%22%zz%22%7D"))},
		{name: "a malformed escape in raw JSON", cookies: one(raw)},
		{name: "a malformed escape in raw JSON before the refusal", cookies: []string{"cookies_preferences=" + raw, refused}},
		{name: "quotes", cookies: one(`"` + all(now) + `"`)},
		{name: "an escape that is no UTF-8", cookies: one(changed("%7D", "%2C%22x%22%3A%22%E9%22%7D"))},
		{name: "truncated at its end", cookies: one(strings.TrimSuffix(all(now), "%7D"))},
		{name: "truncated in an escape", cookies: one(strings.TrimSuffix(all(now), "D"))},
		{name: "truncated in the middle", cookies: one(all(now)[:150])},

		{name: "a consent beside a refusal of the same time", cookies: []string{accepted, refused}},
		{name: "a refusal beside a consent of the same time", cookies: []string{refused, accepted}},
		{name: "an earlier consent before the refusal", cookies: []string{earlier, refused}},
		{name: "an earlier consent after the refusal", cookies: []string{refused, earlier}},
		{name: "a consent under the name in escapes", cookies: []string{strings.Replace(accepted, "_", "%5F", 1), refused}},
	}
}

// TestPlanted: what is no choice, or not surely the visitor's, grants nothing to
// any reader.
func TestPlanted(t *testing.T) {
	t.Parallel()
	s := newPortal(t)
	p := harness.NewPage(t)
	p.Open(s.page("/portail", ""))
	for _, c := range plantings() {
		// Of several the browser sends first the one with the longer path.
		paths := []string{strings.TrimPrefix(s.path, harness.Site.URL), "/"}[2-len(c.cookies):]
		for i, cookie := range c.cookies {
			harness.Eval[any](p, fmt.Sprintf("(document.cookie = %q, null)", cookie+"; Path="+paths[i]))
		}
		kept := harness.Eval[[]string](p, `document.cookie.split("; ").filter((pair) => !pair.startsWith("csrftoken="))`)
		if !slices.Equal(kept, c.cookies) {
			t.Fatalf("%s: the browser keeps %q, want %q", c.name, kept, c.cookies)
		}

		got := s.read(p)
		checkReading(t, c.name, got, c.allowed)

		for i, cookie := range c.cookies {
			name, _, _ := strings.Cut(cookie, "=")
			harness.Eval[any](p, fmt.Sprintf("(document.cookie = %q, null)", name+"=; Max-Age=0; Path="+paths[i]))
		}
	}
}
