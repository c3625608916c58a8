//go:build !linux

package firefox

import "os/exec"

// endWithThread does nothing: only Linux can.
func endWithThread(*exec.Cmd) {}
