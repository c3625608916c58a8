package chromium

import (
	"os"
	"path/filepath"
)

// programs are where Chromium usually is. Windows comes with Edge.
func programs() (paths []string) {
	for _, program := range []string{
		`Chromium\Application\chrome.exe`, `Google\Chrome\Application\chrome.exe`,
		`Microsoft\Edge\Application\msedge.exe`,
	} {
		for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			paths = append(paths, filepath.Join(os.Getenv(folder), program))
		}
	}
	return paths
}
