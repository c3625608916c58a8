package firefox

import (
	"os/exec"
	"runtime"
	"time"
)

// process is Firefox. The processes that it starts end with it.
type process struct {
	command *exec.Cmd
	ended   chan struct{}
}

// startProcess starts a command, which on Linux ends with this process even if that is killed.
// Linux takes the end of the thread that started it for the end of the process, so that thread
// is locked and waits.
func startProcess(command *exec.Cmd) (*process, error) {
	endWithThread(command)
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

// stop waits for the process to end, and then kills it.
func (p *process) stop(patience time.Duration) {
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.command.Process.Kill()
		<-p.ended
	}
}
