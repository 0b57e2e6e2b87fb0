package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/preview"
)

const defaultAddress = "127.0.0.1:8042"

func (a *app) serve() *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "preview of the work tree at http://" + defaultAddress,
		Long: `serve builds the manual into memory, serves it, watches the files and reloads the
open page after a change. Nothing is written to the disk. Faults are shown on
the terminal and on the page.

It answers this machine only, unless --address names another one.`,
		Example: `  aims serve
  aims serve --address 127.0.0.1:0        # any free port
  aims serve --address 0.0.0.0:8042       # whoever can reach this machine sees the manual`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := manualFolder(cmd)
			if err != nil {
				return err
			}
			return a.runServe(cmd.Context(), dir, address)
		},
	}
	folderFlag(cmd)
	cmd.Flags().StringVarP(&address, "address", "a", defaultAddress, "listen at `HOST:PORT`")
	return cmd
}

func (a *app) runServe(ctx context.Context, dir, address string) error {
	host, err := hostOf(address)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return notListening(address, err)
	}
	beyond := !onlyThisMachine(host)
	var memory generator.Memory
	server := preview.New(preview.Options{
		Root:    dir,
		AnyHost: beyond,
		Build: func(ctx context.Context) (preview.Site, error) {
			files, found, err := generator.Preview(ctx, generator.Options{Dir: dir, Memory: &memory})
			return preview.Site{Files: files, Diagnostics: found}, err
		},
		Watch:  func() []string { return generator.Watched(dir) },
		Ignore: generator.Unwatched(dir),
		Report: a.rebuilt,
	})
	a.serving(listener.Addr(), dir, beyond)
	return follow(ctx, server, listener)
}

// follow serves and rebuilds until ctx ends, which is no error.
func follow(ctx context.Context, server *preview.Server, listener net.Listener) error {
	h := &http.Server{
		Handler:           server.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ErrorLog:          log.New(io.Discard, "", 0), // What single clients do wrong is nobody's news.
	}
	running, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go func() {
		if err := h.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			stop(fmt.Errorf("serve: %w", err))
		}
	}()
	err := server.Run(running)
	_ = h.Close() // The listener has nothing to lose.
	if err == nil && ctx.Err() == nil {
		err = context.Cause(running)
	}
	return err
}

// hostOf is the host of an address to listen at.
func hostOf(address string) (string, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", misusef("--address: %q is not a host and a port, such as %s", address, defaultAddress)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return "", misusef("--address: %q is not a port, which is a number up to 65535", port)
	}
	return host, nil
}

func onlyThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// notListening says why nothing can listen at the address.
func notListening(address string, err error) error {
	hint := "name an address of this machine, such as " + defaultAddress
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		hint = "another program listens there, perhaps another aims serve; --address 127.0.0.1:0 takes any free port"
	case errors.Is(err, syscall.EACCES):
		hint = "choose a port above 1023"
	}
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return &generator.Refusal{Message: fmt.Sprintf("listen at %s: %v", address, err), HintText: hint}
}
