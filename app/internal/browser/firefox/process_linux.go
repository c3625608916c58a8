package firefox

import (
	"os/exec"
	"syscall"
)

// group has a command lead a group of processes, and end with this process.
func group(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// killGroup kills what is left of a group. It may be that nothing is.
func killGroup(leader int) { syscall.Kill(-leader, syscall.SIGKILL) }
