package workplace

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/vanthu/vanthu/desk"
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

// OwnTrust loads the folder of roots that was named, else this machine's own;
// none is there until somebody adds one.
func OwnTrust(c Config) (*verify.TrustStore, error) {
	if c.Trust != "" {
		return verify.LoadTrust(c.Trust)
	}
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

// Report is what the desk is told of the signatures of the file at path.
func Report(ctx context.Context, path string, trust *verify.TrustStore, c clock.Clock) (desk.Report, error) {
	found, err := VerifyFile(ctx, path, trust, c)
	if err != nil {
		return desk.Report{}, err
	}
	report := desk.Report{Overall: verdicts[found.Result]}
	for _, s := range found.Signatures {
		report.Signatures = append(report.Signatures, deskSignature(s))
	}
	return report, nil
}

// Check is what desk/signature asks before an agency signs.
func Check(trust *verify.TrustStore, c clock.Clock) signature.Check {
	return func(ctx context.Context, path string) (desk.Report, error) { return Report(ctx, path, trust, c) }
}

// HolderOf is whose certificate a role wants.
func HolderOf(role signature.Role) token.Holder {
	if role == signature.Person || role == signature.Initial {
		return token.HolderPerson
	}
	return token.HolderAgency
}
