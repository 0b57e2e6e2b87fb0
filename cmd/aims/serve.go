package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
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
  aims serve --address 127.0.0.1:0        any free port
  aims serve --address 0.0.0.0:8042       whoever can reach this machine sees the manual`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := manualDir(cmd)
			if err != nil {
				return err
			}
			return a.runServe(cmd.Context(), dir, address)
		},
	}
	cmd.Flags().StringVarP(&address, "address", "a", defaultAddress, "host and port to listen on")
	return cmd
}

func (a *app) runServe(ctx context.Context, dir, address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return usage{fmt.Errorf("--address: %q is no host and port", address)}
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return &generator.Refusal{Message: fmt.Sprintf("listen on %s: %v", address, plainNetError(err)), HintText: "another program may have it; --address 127.0.0.1:0 takes any free port"}
	}
	ip := net.ParseIP(host)
	beyond := host != "localhost" && (ip == nil || !ip.IsLoopback())
	server := preview.New(preview.Options{
		Root:    dir,
		AnyHost: beyond,
		Build: func(ctx context.Context) (preview.Site, error) {
			files, found, err := generator.Preview(ctx, generator.Options{Dir: dir})
			return preview.Site{Files: files, Diagnostics: found}, err
		},
		Watch:  func() []string { return generator.Watched(dir) },
		Ignore: generator.Unwatched(dir),
		Report: a.rebuilt,
	})
	a.serving(listener.Addr().String(), filepath.Clean(dir), beyond)
	h := &http.Server{Handler: server.Handler(), ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	ctx, stop := context.WithCancelCause(ctx)
	go func() {
		if err := h.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			stop(err)
		}
	}()
	err = server.Run(ctx)
	h.Close()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// plainNetError is the cause of a network error without what was tried.
func plainNetError(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
