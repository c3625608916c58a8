//go:build !js && !linux

package firefox

import (
	"os"
	"os/exec"
)

// group does nothing here: Firefox's own processes end with the first of them.
func group(*exec.Cmd) {}

// killGroup kills the first process. It may be gone.
func killGroup(leader int) {
	if process, err := os.FindProcess(leader); err == nil {
		process.Kill()
	}
}
