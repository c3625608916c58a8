package flows

import (
	"slices"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// MovingPage checks that the tests' own mouse doesn't press where an element was: it waits while
// the element moves, and while something covers it.
func MovingPage(t *testing.T) {
	parallel(t)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/mobile", "text/html", `<!doctype html><title>Page</title>
		<style>button, div { position: fixed; left: 0; width: 80px; height: 40px }</style>
		<button id="target">Bouton</button><div id="cover"></div>
		<script>
			window.pressed = [];
			addEventListener("click", (event) => pressed.push(event.target.id));
			let frames = 0;
			const move = () => {
				frames++;
				if (frames <= 20) target.style.top = cover.style.top = frames % 2 * 200 + "px";
				if (frames < 40) requestAnimationFrame(move);
				else cover.remove();
			};
			move();
		</script>`))
	p.Click("target")
	p.Wait(`pressed.length > 0`)
	if got := harness.Eval[[]string](p, `pressed`); !slices.Equal(got, []string{"target"}) {
		t.Errorf("the mouse pressed %q, want the button alone", got)
	}
}
