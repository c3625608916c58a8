package firefox

import (
	"os/exec"
	"syscall"
)

// group makes a command lead a group of processes, and end with this process.
func group(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// killGroup kills a group, if anything is left of it.
func killGroup(leader int) { syscall.Kill(-leader, syscall.SIGKILL) }
