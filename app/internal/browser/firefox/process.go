//go:build !js

package firefox

import (
	"os/exec"
	"runtime"
	"time"
)

// process is Firefox and the processes that it starts, as a group.
type process struct {
	command *exec.Cmd
	ended   chan struct{}
}

// startProcess starts a command in a group of its own. On Linux the group ends with this
// process even if that is killed. Linux takes the end of the thread that started it for
// the end of the process, so that thread is locked and waits.
func startProcess(command *exec.Cmd) (*process, error) {
	group(command)
	p := &process{command: command, ended: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := command.Start()
		started <- err
		if err == nil {
			command.Process.Wait() // not command.Wait, which closes the output while we read it
			close(p.ended)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// stop waits for the process to end, and then kills the rest of its group.
func (p *process) stop(patience time.Duration) {
	select {
	case <-p.ended:
	case <-time.After(patience):
	}
	killGroup(p.command.Process.Pid)
	<-p.ended
}
