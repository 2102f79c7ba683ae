package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// command is one way to do the work, in steps that run one after the other.
type command struct {
	name  string
	makes string // a file that is removed before each run
	keeps bool   // the last run's file is needed later
	steps [][]string
}

// cost of one run: the memory is the largest step's peak.
type cost struct {
	wall, cpu time.Duration
	memory    int64 // bytes
}

// compare runs the commands in turn, so that what else the machine does hits all
// of them, and prints medians and their ratio to the first one's wall time.
func compare(commands []command, runs int) error {
	costs := make([][]cost, len(commands))
	for range runs {
		for i, c := range commands {
			one, err := c.run()
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			costs[i] = append(costs[i], one)
		}
	}
	limit := median(costs[0], func(c cost) time.Duration { return c.wall })
	fmt.Printf("%-26s %8s %8s %8s %9s\n", "", "wall s", "× limit", "CPU s", "peak MB")
	for i, c := range commands {
		wall := median(costs[i], func(c cost) time.Duration { return c.wall })
		fmt.Printf("%-26s %8.2f %8.2f %8.2f %9.1f\n", c.name, wall.Seconds(), wall.Seconds()/limit.Seconds(),
			median(costs[i], func(c cost) time.Duration { return c.cpu }).Seconds(),
			float64(median(costs[i], func(c cost) int64 { return c.memory }))/1e6)
	}
	return nil
}

func (c command) run() (total cost, err error) {
	if c.makes != "" {
		_ = os.Remove(c.makes)
	}
	start := time.Now()
	for _, step := range c.steps {
		cmd := exec.Command(step[0], step[1:]...)
		said, err := cmd.CombinedOutput()
		total.wall = time.Since(start)
		if err != nil {
			return total, fmt.Errorf("%w: %s", err, said)
		}
		total.cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			total.memory = max(total.memory, usage.Maxrss*1024)
		}
	}
	if c.makes != "" && !c.keeps {
		err = os.Remove(c.makes)
	}
	return total, err
}

func median[T int64 | time.Duration](costs []cost, of func(cost) T) T {
	var values []T
	for _, c := range costs {
		values = append(values, of(c))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
