package robust

import ()

// hostStyles are pages whose styles reach for all that is in them, or change what
// it is laid out in.
func hostStyles() (cases []hardship) {
	const tall = `<p style="height: 3000px">Une longue page</p>`
	for _, c := range [][2]string{
		{"styles unset everything", `* { all: unset !important }`},
		{"styles hide everything", `* { all: unset !important; display: none !important }`},
		{"styles hide all that the page did not write", `body > :not(main) { display: none !important }`},
		{"styles pin every div, section and button", `div, section, button, p { position: fixed !important; inset: 0 !important; float: left !important }`},
		{"the body is a window of its own: transform", `body { transform: translateZ(0) }`},
		{"the body is a window of its own: contain", `body { contain: layout }`},
		{"the root is a window of its own: perspective", `html { perspective: 500px }`},
		{"the page scrolls in an element of its own", `html, body { height: 100%; margin: 0; overflow: hidden } main { height: 100%; overflow: auto }`},
		{"the page is zoomed", `body { zoom: 2 }`},
		{"the root's font has 4 px", `html { font-size: 4px }`},
	} {
		cases = append(cases, hardship{name: c[0], head: `<style>` + c[1] + `</style>`, body: tall, during: unmoved})
	}
	const overlay = `<div style="position: fixed; z-index: 2147483647; `
	return append(cases,
		hardship{name: "a veil lies over everything", body: overlay + `inset: 0; background: rgb(0 0 0 / 50%)"></div>`},
		hardship{name: "a chat window lies over the notice's buttons", body: overlay + `inset: auto 0 0 auto; width: 400px; height: 400px; background: #fff"></div>`},
		hardship{name: "the page is hidden until it has loaded", head: `<style>body { display: none }</style>`,
			body: `<script>addEventListener("load", () => { document.body.style.display = "block"; })</script>`, during: unmoved},
	)
}
