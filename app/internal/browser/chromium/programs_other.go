//go:build !js && !darwin && !windows

package chromium

// programs are Chromium's usual names.
func programs() []string {
	return []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}
}
