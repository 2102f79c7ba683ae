package pades_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// A certification that allows nothing more still allows proofs (ISO 32000-2
// table 257).
func TestExtendCertified(t *testing.T) {
	s := newServices(t)
	for _, p := range []pades.Permission{pades.NoChanges, pades.FillAndSign, pades.AnnotateAsWell} {
		req := request(s.Leader)
		req.Certify, req.Time = p, s.Now()
		signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), req)
		sealed, _ := extend(t, signed, s.to(t, pades.LevelLTA))
		requireValid(t, sealed, pkitest.DemoLeader)
		s.requireStamps(t, sealed, 2)
	}
}

func TestExtendEncrypted(t *testing.T) {
	s := newServices(t)
	for name, args := range pdftest.Encryptions {
		in := save(t, pdftest.Encrypt(t, pdftest.Build(pdftest.Options{Form: true}), args...))
		req := request(s.Leader)
		req.Time = s.Now()
		signed, _ := sign(t, in, req)
		sealed := filepath.Join(t.TempDir(), "sealed.pdf")
		_, err := pades.Extend(t.Context(), signed, sealed, s.to(t, pades.LevelLTA))
		require.NoError(t, err)
		// mutool is not asked: it takes the /Contents of a document time stamp,
		// unlike that of a signature, for encrypted (ISO 32000-2 §7.6.2).
		pdftest.QPDF(t, "--check", sealed)
		requireValid(t, sealed, pkitest.DemoLeader)
		s.requireStamps(t, sealed, 2)
		s.requireStore(t, sealed)
		assert.Equal(t, text(t, in), text(t, sealed), name)
	}
}

func TestExtendDamaged(t *testing.T) {
	s := newServices(t)
	for _, kind := range pdftest.Kinds {
		whole := pdftest.Build(pdftest.Options{Kind: kind, Form: true, Prefix: "junk of a gateway\r\n"})
		for name, file := range map[string][]byte{"junk": whole, "cut": whole[:len(whole)-30]} {
			dir := t.TempDir()
			signed, sealed := filepath.Join(dir, "signed.pdf"), filepath.Join(dir, "sealed.pdf")
			_, err := pades.SignFile(t.Context(), save(t, file), signed, request(s.Leader))
			require.NoError(t, err, name)
			_, err = pades.Extend(t.Context(), signed, sealed, s.to(t, pades.LevelLTA))
			require.NoError(t, err, name)
			requireValid(t, sealed, pkitest.DemoLeader)
			pdftest.QPDF(t, "--check", sealed)
		}
	}
}

// rearranged writes the store as another program might: in the catalog itself,
// with lists and /VRI in objects of their own.
func rearranged(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	d := read(t, file)
	root, ref, err := d.Catalog()
	require.NoError(t, err)
	o, err := d.Resolve(root["DSS"])
	require.NoError(t, err)
	u, dss := pdf.NewUpdate(d), o.(pdf.Dict).Clone()
	for _, key := range []pdf.Name{"Certs", "OCSPs", "CRLs", "VRI"} {
		dss[key] = u.Add(dss[key])
	}
	root = root.Clone()
	root["DSS"] = dss
	u.Set(ref, root)
	tail, err := u.Bytes()
	require.NoError(t, err)
	return save(t, append(content, tail...))
}

// A store that is there grows: no piece twice, every signature's entry kept.
func TestStoreGrows(t *testing.T) {
	s := newServices(t)
	one := s.signStamped(t, save(t, pdftest.Build(pdftest.Options{Kind: pdftest.Stream})), s.Leader)
	proven, first := extend(t, one, s.to(t, pades.LevelLT))
	moved := rearranged(t, proven)
	_, e := extend(t, moved, s.to(t, pades.LevelLT))
	assert.False(t, e.Changed, "all of it is found where it stands")

	two := s.signStamped(t, moved, s.Agency)
	sealed, second := extend(t, two, s.to(t, pades.LevelLTA))
	assert.Equal(t, 1, second.Certificates, "the agency's")
	assert.Equal(t, 1, second.OCSPs)
	assert.Zero(t, second.CRLs)
	d := read(t, sealed)
	root, _, err := d.Catalog()
	require.NoError(t, err)
	o, err := d.Resolve(root["DSS"])
	require.NoError(t, err)
	dss := o.(pdf.Dict)
	assert.Len(t, pieces(t, d, dss["Certs"]), first.Certificates+1)
	o, err = d.Resolve(dss["VRI"])
	require.NoError(t, err)
	assert.Len(t, o, 2)
	requireValid(t, sealed, pkitest.DemoLeader, pkitest.DemoAgency)
}

// Rubbish in a store is passed over or named, and never a panic.
func TestStrangeStores(t *testing.T) {
	s := newServices(t)
	for name, dss := range map[string]string{
		"wrong kinds": "/DSS <</Certs 5 /OCSPs [1 (x) null <<>> 99 0 R 1 0 R] /CRLs << >> /VRI [1]>>",
		"null":        "/DSS null",
		"no dict":     "/DSS [1 2]",
		"itself":      "/DSS 1 0 R",
	} {
		signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{Catalog: dss})), request(s.Leader))
		out := filepath.Join(t.TempDir(), "out.pdf")
		e, err := pades.Extend(t.Context(), signed, out, s.to(t, pades.LevelLT))
		require.NoError(t, err, name)
		assert.Equal(t, 5, e.Certificates, name)
		requireValid(t, out, pkitest.DemoLeader)
		root, _, err := read(t, out).Catalog()
		require.NoError(t, err)
		assert.NotContains(t, root, pdf.Name("Certs"), "the catalog is no store")
	}
}

// A time stamp of another make, and one forged, which proves nothing.
func TestForeignAndForgedStamps(t *testing.T) {
	s := newServices(t)
	foreign, err := pkitest.NewOpenSSLTSA(t.TempDir(), s.TSA.Identity)
	require.NoError(t, err)
	signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), request(s.Leader))
	req := s.to(t, pades.LevelLTA)
	req.Timestamper = openSSL(t, foreign, s)
	sealed, e := extend(t, signed, req)
	assert.Equal(t, 2, e.Timestamps)
	s.requireStamps(t, sealed, 2)
	s.requireStore(t, sealed)

	content, err := os.ReadFile(sealed)
	require.NoError(t, err)
	stamp := pdfStamps(must(read(t, sealed).SignatureFields()))[0]
	der := []byte(stamp.Value["Contents"].(pdf.String))
	at := bytes.LastIndex(bytes.TrimRight(der, "\x00"), []byte{0x02, 0x20}) // into the ECDSA value
	place := stamp.Contents.Start + 1 + 2*int64(max(at, 1)+10)
	content[place] ^= 1
	requireRefused(t, save(t, content), req, pades.ErrBroken)
}

func openSSL(t *testing.T, tsa *pkitest.OpenSSLTSA, s *services) pades.Timestamper {
	t.Helper()
	server := serve(t, tsa)
	client := *s.to(t, pades.LevelT).Timestamper.(*timestamp.Client)
	client.Server = server
	return &client
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Memory does not grow with the file.
func TestExtendInLittleMemory(t *testing.T) {
	s := newServices(t)
	in := filepath.Join(t.TempDir(), "in.pdf")
	require.NoError(t, os.WriteFile(in, pdftest.Build(pdftest.Options{Padding: 96 << 20}), 0o600))
	_, err := pades.SignFile(t.Context(), in, in, request(s.Leader))
	require.NoError(t, err)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	_, err = pades.Extend(t.Context(), in, in, s.to(t, pades.LevelLTA))
	require.NoError(t, err)
	runtime.ReadMemStats(&after)
	t.Logf("96 MiB to B-LTA in %v, %d KiB allocated in all", time.Since(start), (after.TotalAlloc-before.TotalAlloc)>>10)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16<<20))
}

// One signature that shows in two places is raised once.
func TestExtendWhatShowsInTwoPlaces(t *testing.T) {
	s := newServices(t)
	req := request(s.Leader)
	req.Time = s.Now()
	shown := visible(req, pades.Visible{Page: 1, X: 40, Y: 30, Width: 12, Height: 6})
	req.Elsewhere = []pades.Mark{{Field: "Number", Visible: *shown.Visible, Appearance: shown.Appearance}}
	signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), req)
	sealed, e := extend(t, signed, s.to(t, pades.LevelLTA))
	assert.Equal(t, 2, e.Timestamps)
	requireValid(t, sealed, pkitest.DemoLeader, pkitest.DemoLeader)
	s.requireStamps(t, sealed, 2)
	s.requireStore(t, sealed)
}
