//go:build unix

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// previewing is an aims serve that runs, and what it says.
type previewing struct {
	t       *testing.T
	cmd     *exec.Cmd
	address string // http://host:port
	talk    *bufio.Scanner
}

// startServe starts aims serve for the manual in dir and reads its address. It
// is killed when it runs on after the test.
func startServe(t *testing.T, dir string, args ...string) *previewing {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, "aims", append([]string{"serve", "-C", dir}, args...)...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	found := regexp.MustCompile(`^serving ".*" at (http://\S+:\d+) \(ctrl-c ends\)\n$`).FindStringSubmatch(line)
	if found == nil {
		t.Fatalf("it said %q, %v", line, err)
	}
	return &previewing{t, cmd, found[1], bufio.NewScanner(stderr)}
}

// says waits for a line of talk that the pattern matches.
func (p *previewing) says(pattern string) {
	p.t.Helper()
	want, others := regexp.MustCompile("^(?:"+pattern+")$"), ""
	for p.talk.Scan() {
		if want.MatchString(p.talk.Text()) {
			return
		}
		others += p.talk.Text() + "\n"
	}
	p.t.Fatalf("it never said %s, but\n%s", want, others)
}

func (p *previewing) get(path string, status int) string {
	p.t.Helper()
	r, err := http.Get(p.address + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != status {
		p.t.Fatalf("%s: status %d, %v", path, r.StatusCode, err)
	}
	return string(body)
}

// again is said when the system's notes of one change come so far apart that
// each of them leads to a build.
var again = regexp.MustCompile(`^built \d+ pages after content.*: 0 errors, 0 warnings$`)

// interrupt ends it as ctrl-c does.
func (p *previewing) interrupt() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		p.t.Fatal(err)
	}
	for p.talk.Scan() {
		if !again.MatchString(p.talk.Text()) {
			p.t.Errorf("at the end it said %q", p.talk.Text())
		}
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("it ended with %v", err)
	}
}

// writeManual puts files into dir as editors do: each is there whole or not.
func writeManual(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		draft, file := filepath.Join(t.TempDir(), "draft"), filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(draft, []byte(text), 0o644), os.MkdirAll(filepath.Dir(file), 0o755), os.Rename(draft, file)); err != nil {
			t.Fatal(err)
		}
	}
}

const servedPolicy = "---\nid: POL-001\nkind: policy\ntitle: AI policy\n---\n\nWhat we %s to.\n"

// TestServe is a session of somebody who writes: start, read, change, break,
// mend, end.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	writeManual(t, dir, map[string]string{"content/policy.md": fmt.Sprintf(servedPolicy, "commit"), "content/notes.md": "# Notes\n"})
	p := startServe(t, dir, "--address", "127.0.0.1:0")
	p.says(`built \d+ pages: 0 errors, 0 warnings`)
	if page := p.get("/documents/POL-001.html", http.StatusOK); !strings.Contains(page, "What we commit to.") {
		t.Errorf("the policy's page:\n%s", page)
	}
	p.get("/", http.StatusOK)
	p.get("/nowhere.html", http.StatusNotFound)
	events := p.events()
	if first := events.next(); !strings.Contains(first, `"build":1,`) {
		t.Errorf("the first event: %s", first)
	}

	writeManual(t, dir, map[string]string{"content/policy.md": fmt.Sprintf(servedPolicy, "promise")})
	if second := events.next(); !strings.Contains(second, `"build":2,`) || !strings.Contains(second, `"errors":0,`) {
		t.Errorf("the event after the change: %s", second)
	}
	p.says(`built \d+ pages after content/policy\.md: 0 errors, 0 warnings`)
	if page := p.get("/documents/POL-001.html", http.StatusOK); !strings.Contains(page, "What we promise to.") {
		t.Errorf("the policy's page after the change:\n%s", page)
	}

	writeManual(t, dir, map[string]string{"content/policy.md": fmt.Sprintf(servedPolicy, "[break](gone.md)")})
	if third := events.next(); !strings.Contains(third, `"errors":1,`) {
		t.Errorf("the event of a fault: %s", third)
	}
	p.says(`content/policy\.md:7:9: error: no file "gone\.md" \[link-dead]`)
	p.says(`built \d+ pages after content/policy\.md: 1 error, 0 warnings`)

	writeManual(t, dir, map[string]string{"content/policy.md": fmt.Sprintf(servedPolicy, "mend")})
	events.next()
	p.says(`built \d+ pages after content/policy\.md: 0 errors, 0 warnings`)
	p.interrupt()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("beside the content it left %v, %v", entries, err)
	}
}

// stream is the events that an open page gets.
type stream struct {
	t     *testing.T
	lines *bufio.Scanner
}

func (p *previewing) events() stream {
	p.t.Helper()
	r, err := http.Get(p.address + "/-/events?page=/documents/POL-001.html")
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { r.Body.Close() })
	return stream{p.t, bufio.NewScanner(r.Body)}
}

func (s stream) next() string {
	s.t.Helper()
	for s.lines.Scan() {
		if data, ok := strings.CutPrefix(s.lines.Text(), "data: "); ok {
			return data
		}
	}
	s.t.Fatalf("the stream ended: %v", s.lines.Err())
	return ""
}

// TestServeWithoutAManual holds that the preview waits for a folder that isn't
// there yet.
func TestServeWithoutAManual(t *testing.T) {
	dir := t.TempDir()
	p := startServe(t, dir, "--address", "localhost:0")
	p.says(`aims: there is no folder "content" in ` + regexp.QuoteMeta(strconv.Quote(dir)))
	p.says("hint: run aims in the manual's folder, name it with --dir, or start a manual with aims init")
	p.get("/", http.StatusServiceUnavailable)
	draft := t.TempDir()
	writeManual(t, draft, map[string]string{"content/policy.md": fmt.Sprintf(servedPolicy, "commit")})
	if err := os.Rename(filepath.Join(draft, "content"), filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	p.says(`built \d+ pages after content.*: 0 errors, 0 warnings`)
	p.get("/documents/POL-001.html", http.StatusOK)
	p.interrupt()
}

// TestServeBeyondThisMachine holds that an address that others can reach is
// allowed, and warned of.
func TestServeBeyondThisMachine(t *testing.T) {
	dir := t.TempDir()
	writeManual(t, dir, map[string]string{"content/policy.md": fmt.Sprintf(servedPolicy, "commit")})
	p := startServe(t, dir, "--address", "0.0.0.0:0")
	port := p.address[strings.LastIndexByte(p.address, ':'):]
	if p.address != "http://localhost"+port {
		t.Errorf("the address to open is %s", p.address)
	}
	p.says("warning: whoever can reach this machine can read the manual, drafts included")
	p.says(`built \d+ pages: 0 errors, 0 warnings`)
	p.get("/documents/POL-001.html", http.StatusOK)
	p.interrupt()
}

func TestServeAtATakenAddress(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := taken.Addr().String()
	for _, test := range []struct{ address, message, hint string }{
		{address, "listen at " + address + ": ", "another program listens there, perhaps another aims serve; --address 127.0.0.1:0 takes any free port"},
		{"192.0.2.1:8042", "listen at 192.0.2.1:8042: ", "name an address of this machine, such as 127.0.0.1:8042"},
	} {
		cmd := exec.Command("aims", "serve", "-C", t.TempDir(), "--address", test.address)
		said, err := cmd.CombinedOutput()
		if err == nil || cmd.ProcessState.ExitCode() != failed {
			t.Errorf("%s: %v", test.address, err)
		}
		if !strings.HasPrefix(string(said), "aims: "+test.message) || !strings.HasSuffix(string(said), "\nhint: "+test.hint+"\n") {
			t.Errorf("%s: it said %s", test.address, said)
		}
	}
}
