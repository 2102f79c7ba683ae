package workplace

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token"
	"github.com/vanthu/vanthu/signing/verify"
)

// Trust loads the roots in a folder; no folder is a store without roots, by
// which nothing passes.
func Trust(folder string) (*verify.TrustStore, error) {
	if folder == "" {
		return &verify.TrustStore{}, nil
	}
	return verify.LoadTrust(folder)
}

// OwnTrust loads this machine's own roots; none is there until somebody adds one.
func OwnTrust(c Config) (*verify.TrustStore, error) {
	if _, err := os.Stat(c.TrustDir()); errors.Is(err, fs.ErrNotExist) {
		return &verify.TrustStore{}, nil
	}
	return verify.LoadTrust(c.TrustDir())
}

// VerifyFile checks the signatures of the file at path. It asks nobody.
func VerifyFile(ctx context.Context, path string, trust *verify.TrustStore, c clock.Clock) (*verify.Report, error) {
	return VerifyBy(ctx, path, verify.Options{Trust: trust, Clock: c})
}

// VerifyBy is VerifyFile with evidence at hand, or with servers to ask.
func VerifyBy(ctx context.Context, path string, opts verify.Options) (*verify.Report, error) {
	file, err := open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, fault.New(ErrFileUnreadable, fault.Args{"file": path}, err)
	}
	return verify.Verify(ctx, file, info.Size(), opts)
}

// Check is what desk/signature asks before an agency signs. With roots to judge
// by, the person's signature must pass; without any it must be intact.
func Check(trust *verify.TrustStore, c clock.Clock) signature.Check {
	return func(ctx context.Context, path string) (signature.Standing, error) {
		report, err := VerifyFile(ctx, path, trust, c)
		if err != nil {
			return signature.Standing{}, err
		}
		standing := signature.Standing{Broken: report.Result == verify.TotalFailed}
		for _, s := range report.Signatures {
			relied := s.Result == verify.TotalPassed || len(trust.Roots()) == 0 && s.Result == verify.Indeterminate
			if relied && s.Signer.Kind == verify.PersonSigner {
				standing.Personal = true
			}
		}
		return standing, nil
	}
}

// HolderOf is whose certificate a role wants.
func HolderOf(role signature.Role) token.Holder {
	if role == signature.Person || role == signature.Initial {
		return token.HolderPerson
	}
	return token.HolderAgency
}
