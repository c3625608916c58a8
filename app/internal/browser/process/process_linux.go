package process

import (
	"os/exec"
	"syscall"
)

// endWithThread makes a command end with the thread that starts it.
func endWithThread(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
