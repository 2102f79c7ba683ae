package workplace

import (
	"context"
	"io"
	"time"

	"github.com/vanthu/vanthu/cmd/internal/secret"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
	"github.com/vanthu/vanthu/signing/verify"
)

// Services asks the servers of authorities for what a level needs; what they
// answer counts only where it leads to a root of the trust.
func (s Stamping) Services(ctx context.Context, trust *verify.TrustStore, c clock.Clock, random io.Reader) (to pades.ExtendRequest, end func(), err error) {
	to.Level, err = ParseLevel(s.Level)
	if err == nil {
		err = s.Check()
	}
	if err != nil || to.Level == pades.LevelB {
		return to, func() {}, err
	}
	stamps, err := s.stamps(ctx)
	if err != nil {
		return to, nil, err
	}
	status, err := online.New(online.Settings{Proxy: s.Proxy, Timeout: s.timeout()})
	if err != nil {
		stamps.Close()
		return to, nil, err
	}
	to.Timestamper = &restingStamps{rest{clock: c}, &timestamp.Client{Server: s.TSA, Transport: stamps, Random: random, Chain: trust.Chain}}
	to.Evidence = &restingEvidence{rest{clock: c}, &revocation.Collector{
		Client: &revocation.Client{Transport: status, Random: random, Hosts: revocation.VietnamHosts},
		Chain:  trust.Chain, Clock: c,
	}}
	return to, func() { stamps.Close(); status.Close() }, nil
}

// level is what signatures made on this machine are to reach.
func (w *Workplace) level(ctx context.Context, trust *verify.TrustStore) (to pades.ExtendRequest, end func(), err error) {
	settings, err := w.Stamping()
	if err != nil {
		return to, nil, err
	}
	return settings.Services(ctx, trust, w.Clock, w.Random)
}

// stamps is a transport of its own: the login is the time stamping server's, and
// no other's to see.
func (s Stamping) stamps(ctx context.Context) (*online.Client, error) {
	settings := online.Settings{Proxy: s.Proxy, Timeout: s.timeout(), User: s.User}
	if s.PasswordFile != "" {
		password, err := secret.FromFile(ctx, s.PasswordFile, secret.Prompt{})
		if err != nil {
			return nil, err
		}
		defer clear(password)
		settings.Password = string(password)
	}
	return online.New(settings)
}

func (s Stamping) timeout() time.Duration { return time.Duration(max(s.Timeout, 0)) * time.Second }
