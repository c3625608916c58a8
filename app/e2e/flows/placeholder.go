package flows

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// Placeholder checks that a frame that waits says in its own place whose content it is and why it
// waits. « Autoriser » allows its category and nothing else, before and after the program runs, and
// nothing on the page moves, neither when the content comes nor when it goes.
func Placeholder(t *testing.T) {
	parallel(t)
	p := harness.FramePage(t, "")
	p.WaitNotice()
	p.Wait(harness.InFrame("video", "#cookies-allow"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	harness.Eval[any](p, `(window.shifts = 0, new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) shifts += entry.value;
	}).observe({type: "layout-shift", buffered: true}), null)`)
	text := harness.Eval[string](p, harness.InFrame("video", "body")+`.innerText`)
	for _, part := range []string{"Contenu de 127.0.0.1", "«\u00a0Contenus et services de tiers\u00a0» (cookies tiers)",
		"suivre vos visites", "Autoriser", "Gérer mes cookies"} {
		if !strings.Contains(text, part) {
			t.Errorf("the placeholder does not say %q: %s", part, text)
		}
	}
	if harness.Eval[bool](p, harness.InFrame("pixel", "body > *")+` !== null`) {
		t.Error("a frame too small to read has a placeholder")
	}
	button := `getComputedStyle(` + harness.InFrame("video", "#cookies-allow") + `)`
	if height := harness.Eval[string](p, button+`.minHeight`); height != "44px" {
		t.Errorf("« Autoriser » is at least %s high: is it styled?", height)
	}

	p.ClickOn(harness.InFrame("video", "#cookies-allow"))
	p.Wait(`$("video").contentDocument?.title === "Vidéo"`)
	harness.CheckAllowed(p, preferences.ThirdParty)
	p.CheckFocus("video")

	p.ClickOn(harness.InFrame("boxed", "#cookies-manage"))
	p.WaitDialog()
	p.Click("cookies-close")
	p.WaitClosed()
	p.Wait(`document.activeElement?.id === "boxed"
		&& document.activeElement.contentDocument.activeElement?.id === "cookies-manage"`)

	// Undeclared, a tracker follows the statistics, so they are allowed too.
	p.ClickOn(harness.InFrame("boxed", "#cookies-allow"))
	p.Wait(`$("boxed").getAttribute("src") === "video"`)
	p.Wait(`$("boxed").contentDocument === null`) // its sandbox is back
	if got := harness.Eval[string](p, `$("boxed").getAttribute("sandbox")`); got != "allow-popups" {
		t.Errorf("the frame's sandbox is %q once it has its content", got)
	}
	harness.CheckAllowed(p, slices.Concat(preferences.Trackers,
		[]preferences.Name{preferences.Statistics, preferences.ThirdParty})...)

	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(harness.InFrame("video", "#cookies-allow"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	if shift := harness.Eval[float64](p, `shifts`); shift != 0 {
		t.Errorf("the layout shifted by %v", shift)
	}
}

// placeholderSize is the size of a frame, and the least share of its height that a picture of the
// portal's own keeps.
type placeholderSize struct {
	width, height int
	picture       float64
}

// placeholderSizes are those of videos on phones and in columns, of banners, and of tiny frames.
var placeholderSizes = []placeholderSize{
	{280, 150, 0.1}, {280, 160, 0.1}, {344, 194, 0.25}, {360, 203, 0.25}, {400, 281, 0.1},
	{480, 200, 0.25}, {560, 315, 0.25}, {280, 320, 0}, {160, 400, 0.1}, {700, 90, 0},
	{200, 112, 0}, {120, 60, 0},
}

// cutOff lists what is not wholly in view of a placeholder that doesn't scroll: its buttons, its
// title's beginning and, after scrolling, its sentence.
const cutOff = `((frame) => {
	const {contentDocument: page, clientWidth: width, clientHeight: height} = frame;
	const box = (selector) => page.querySelector(selector).getBoundingClientRect();
	const within = ({left, top, right, bottom}) => left >= 0 && top >= -0.5
		&& right <= width + 0.5 && bottom <= height + 0.5;
	const faults = [];
	for (const id of ["cookies-allow", "cookies-manage"]) {
		const at = box("#" + id);
		const top = page.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
		if (!within(at) || top?.id !== id) faults.push(id);
	}
	const {left, top} = box(".title");
	const letter = page.elementFromPoint(left + 3, top + 12);
	const line = {left, top, right: left + 40, bottom: top + 18};
	if (!within(line) || !letter?.matches(".title")) faults.push("title");
	const scrolled = page.querySelector(".placeholder");
	scrolled.scrollTop = scrolled.scrollHeight;
	const {bottom} = box("#cookies-why");
	if (bottom > height + 0.5 || bottom < 20) faults.push("sentence, at " + bottom);
	scrolled.scrollTop = 0;
	if (scrolled.scrollWidth > scrolled.clientWidth) faults.push("the width");
	return faults;
})($("%s"))`

// SmallPlaceholders checks that a small frame keeps its buttons and its title's beginning in view
// down to 280 × 150 px, and « Autoriser » in the smallest; that its sentence is reached by
// scrolling and describes « Autoriser »; and that a picture of the portal's own shows.
func SmallPlaceholders(t *testing.T) {
	parallel(t)
	harness.ServeText(t, "/affiche.svg", "image/svg+xml",
		`<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"></svg>`)
	contents := map[string]string{
		"declared": `data-src="https://www.youtube-nocookie.com/embed/x"`,
		"pictured": `data-src="https://www.youtube-nocookie.com/embed/x" data-poster="affiche.svg"`,
		"known":    `data-src="https://player.vimeo.com/video/1"`,
		"unknown":  `data-src="https://statistiques.communaute-du-grand-exemple.fr/"`,
	}
	var frames strings.Builder
	for content, attributes := range contents {
		for _, s := range placeholderSizes {
			fmt.Fprintf(&frames, `<iframe id="%s-%d-%d" title="Cadre" width="%d" height="%d"
				data-cookies="third_party" %s></iframe>`,
				content, s.width, s.height, s.width, s.height, attributes)
		}
	}
	p := harness.NewPage(t)
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", strings.Replace(
		harness.Listening(harness.ForAude+` data-services="youtube"`),
		"</main>", frames.String()+"</main>", 1)))
	for content := range contents {
		for _, s := range placeholderSizes {
			id := fmt.Sprintf("%s-%d-%d", content, s.width, s.height)
			p.Wait(harness.InFrame(id, "#cookies-allow"))
			faults := harness.Eval[[]string](p, fmt.Sprintf(cutOff, id))
			switch {
			case s.height < 90:
				faults = slices.DeleteFunc(faults, func(fault string) bool {
					return fault == "title" || fault == "cookies-manage" ||
						fault == "cookies-allow" && (content == "declared" || content == "pictured")
				})
			case s.width < 280 && s.height < 150:
				faults = slices.DeleteFunc(faults, func(fault string) bool {
					return fault == "title" || fault == "cookies-manage"
				})
			}
			if len(faults) > 0 {
				t.Errorf("%s: not in view: %q", id, faults)
			}
			const described = `.getAttribute("aria-describedby") === "cookies-why"`
			if !harness.Eval[bool](p, harness.InFrame(id, "#cookies-allow")+described) {
				t.Errorf("%s: the sentence does not describe « Autoriser »", id)
			}
			if content != "pictured" {
				continue
			}
			p.Wait(harness.InFrame(id, ".poster") + `?.naturalWidth > 0`)
			top := harness.Eval[float64](p,
				harness.InFrame(id, ".content")+`.getBoundingClientRect().top`)
			if share := top / float64(s.height); share < s.picture {
				t.Errorf("%s: the picture has %.2f of the height, want %.2f", id, share, s.picture)
			}
		}
	}
}
