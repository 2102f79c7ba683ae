package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/central"
	"github.com/vanthu/vanthu/internal/i18n"
)

// serve answers until it is told to end (SIGTERM, SIGINT); requests that run are
// finished. The line with the address comes when the server answers.
func serve(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	config := central.Config{Clock: p.clock, Random: p.random}
	flags.StringVar(&config.Listen, "listen", "127.0.0.1:8443", p.text("flag.listen", nil))
	flags.StringVar(&config.Cert, "cert", "", p.text("flag.cert", nil))
	flags.StringVar(&config.Key, "key", "", p.text("flag.key", nil))
	flags.StringSliceVar(&config.Names, "name", nil, p.text("flag.name", nil))
	flags.Int64Var(&config.MaxFile, "max-file", 512<<20, p.text("flag.max_file", nil))
	quiet := flags.Bool("quiet", false, p.text("flag.quiet", nil))
	return func(ctx context.Context, _ []string) error {
		if (config.Cert == "") != (config.Key == "") {
			return usage("--cert FILE --key FILE")
		}
		config.Dir = p.dir
		level := slog.LevelInfo
		if *quiet {
			level = slog.LevelWarn
		}
		config.Log = slog.New(slog.NewJSONHandler(p.stderr, &slog.HandlerOptions{Level: level}))
		server, err := central.Start(ctx, config)
		if err != nil {
			return err
		}
		p.say("ready", i18n.Args{"url": server.URL, "ca": server.CAFile})
		select {
		case <-ctx.Done():
			err = nil
		case err = <-server.Ended():
		}
		if errors.Is(err, http.ErrServerClosed) {
			err = nil
		}
		return errors.Join(err, server.Close())
	}
}
