package generator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestMarkup has every page of built sites read by HTML validators: by
// html-validate, which AIMS_HTMLVALIDATE names, and by the Nu HTML checker,
// whose vnu.jar AIMS_VNU names and which needs Java. Without them it is skipped.
func TestMarkup(t *testing.T) {
	sites := []string{build(t, "..", false), build(t, awkwardManual(t), true)}
	for _, v := range []struct {
		name, variable string
		command        func(program, site string) *exec.Cmd
	}{
		{"html-validate", "AIMS_HTMLVALIDATE", func(program, site string) *exec.Cmd {
			return exec.Command(program, "--config", "../.ci/htmlvalidate.json", "--max-warnings", "0", filepath.Join(site, "**", "*.html"))
		}},
		{"vnu", "AIMS_VNU", func(jar, site string) *exec.Cmd {
			// The checker reads from the disk, where it can't tell what 'self' is.
			const notSelf = ".*Resource violates Content Security Policy.*"
			return exec.Command("java", "-jar", jar, "--Werror", "--skip-non-html", "--filterpattern", notSelf, site)
		}},
	} {
		t.Run(v.name, func(t *testing.T) {
			program := os.Getenv(v.variable)
			if program == "" {
				t.Skipf("NOT TESTED: %s doesn't name %s", v.variable, v.name)
			}
			for _, site := range sites {
				if out, err := v.command(program, site).CombinedOutput(); err != nil {
					t.Errorf("%v\n%s", err, strings.ReplaceAll(string(out), site, ""))
				}
			}
		})
	}
}
