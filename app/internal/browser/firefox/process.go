//go:build !js

package firefox

import (
	"os/exec"
	"runtime"
	"time"
)

// process is Firefox and all that it starts, as a group.
type process struct {
	command *exec.Cmd
	ended   chan struct{}
}

// startProcess starts a command in a group of its own. Where the system can, it
// ends with this process even if that is killed: the system takes the end of the
// thread that started it for that, so the thread waits for it.
func startProcess(command *exec.Cmd) (*process, error) {
	group(command)
	p := &process{command: command, ended: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := command.Start()
		started <- err
		if err == nil {
			command.Process.Wait() // not command.Wait, which closes what it says while that is read
			close(p.ended)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// stop gives the process a while to end, and then kills what is left of its group.
func (p *process) stop(patience time.Duration) {
	select {
	case <-p.ended:
	case <-time.After(patience):
	}
	killGroup(p.command.Process.Pid)
	<-p.ended
}
