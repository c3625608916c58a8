// Package process runs browsers, and what they need, so that they end with this process.
package process

import (
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// Process is a command that runs. The processes that it starts must end with it.
type Process struct {
	command *exec.Cmd
	ended   chan struct{}
}

// Start starts a command, which on Linux ends with this process even if that is killed. Linux
// takes the end of the thread that started it for the end of the process, so that thread is
// locked and waits.
func Start(command *exec.Cmd) (*Process, error) {
	endWithThread(command)
	p := &Process{command: command, ended: make(chan struct{})}
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

// PID is the process's id.
func (p *Process) PID() int { return p.command.Process.Pid }

// Ended is closed once the process has ended.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// Stop waits for the process to end, and then kills it.
func (p *Process) Stop(patience time.Duration) {
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.command.Process.Kill()
		<-p.ended
	}
}

// End asks the process to end, and kills it if it doesn't.
func (p *Process) End(patience time.Duration) {
	p.command.Process.Signal(syscall.SIGTERM)
	p.Stop(patience)
}
