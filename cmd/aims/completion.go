package main

import (
	"strings"

	"github.com/spf13/cobra"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

// completion is our own version of cobra's command, in the words of the others.
func (a *app) completion() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "write the script that completes commands and flags in a shell",
		Long: `completion writes a script for bash, zsh, fish or powershell. Loaded at the start
of the shell, it completes the commands and flags of aims when Tab is pressed.
bash needs the package bash-completion, zsh needs compinit.`,
		Example: `  source <(aims completion bash)           # in ~/.bashrc
  source <(aims completion zsh)            # in ~/.zshrc, after compinit
  aims completion fish > ~/.config/fish/completions/aims.fish
  aims completion powershell | Out-String | Invoke-Expression      # in $PROFILE`,
		ValidArgs: shells,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return misusef("completion takes one shell: %s", strings.Join(shells, ", "))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.stdout, true)
			case "zsh":
				return root.GenZshCompletion(a.stdout)
			case "fish":
				return root.GenFishCompletion(a.stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.stdout)
			}
			return misusef("there is no completion for %q, but for %s%s", args[0], strings.Join(shells, ", "), meant(args[0], shells))
		},
	}
}
