package e2e

import (
	"bytes"
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/ttytest"
	"github.com/vanthu/vanthu/internal/virtualcard"
)

var (
	documents = flag.Int("documents", 30, "documents of a batch whose token is pulled")
	pulledAt  = flag.Int("pulled-at", 12, "the document during which it is pulled")
)

const (
	cardPIN   = "246810"
	cardLabel = "Nguyễn Thị Lan"
)

// cardOffice is a folder of documents and a smart card that can be pulled.
type cardOffice struct {
	t      *testing.T
	dir    string
	reader *virtualcard.Reader
	card   *virtualcard.Card
	demo   *pkitest.Identity
}

func newCardOffice(t *testing.T, count int) *cardOffice {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute) // another package may have its turn
	defer cancel()
	daemon, err := virtualcard.Start(ctx, t.TempDir())
	require.NoError(t, err)
	t.Cleanup(daemon.Close)
	root, err := pkitest.NewRoot(rand.Reader, "CA thử", pkitest.ECDSAP256, pkitest.Around(time.Now(), 9))
	require.NoError(t, err)
	signer, err := root.Issue(pkitest.Leaf{CommonName: cardLabel, Kind: pkitest.RSA2048, Validity: pkitest.Around(time.Now(), 1)})
	require.NoError(t, err)
	o := &cardOffice{t: t, dir: t.TempDir(), reader: daemon.Reader(0), demo: signer}
	o.card = o.newCard(cardPIN)
	o.card.SetDelay(20 * time.Millisecond) // no chip is quicker, and only a quicker key is asked for several at once
	require.NoError(t, o.reader.Insert(o.card))
	t.Cleanup(o.reader.Pull)
	original, err := os.ReadFile(invitation)
	require.NoError(t, err)
	require.NoError(t, os.Mkdir(o.path("in"), 0o755))
	for i := range count {
		content := fmt.Appendf(bytes.Clone(original), "%% %d\n", i+1)
		require.NoError(t, os.WriteFile(o.path("in", fmt.Sprintf("%03d.pdf", i+1)), content, 0o600))
	}
	require.NoError(t, os.WriteFile(o.path("pin"), []byte(cardPIN), 0o600))
	return o
}

// newCard makes one that cannot be told from another of them but by its PIN.
func (o *cardOffice) newCard(pin string) *virtualcard.Card {
	card, err := virtualcard.New(pin, 1)
	require.NoError(o.t, err)
	require.NoError(o.t, card.Load(virtualcard.Authentication, o.demo.Key, o.demo.Certificate))
	return card
}

func (o *cardOffice) path(parts ...string) string {
	return filepath.Join(append([]string{o.dir}, parts...)...)
}

// args are of the command that signs the folder.
func (o *cardOffice) args(more ...string) []string {
	return append([]string{
		"sign", o.path("in"), "--out-dir", o.path("out"), "--module", virtualcard.Module, "--token", cardLabel,
		"--lang", "en", "--home", o.path("home"),
	}, more...)
}

func (o *cardOffice) command(more ...string) *exec.Cmd {
	return exec.Command(filepath.Join(world.bin, "vanthuctl"), o.args(more...)...)
}

// pull takes the card out as it is about to make a signature, and puts another
// one in a moment later; nil: none.
func (o *cardOffice) pull(at int, back *virtualcard.Card) {
	once := sync.OnceFunc(func() {
		assert.LessOrEqual(o.t, len(o.signed()), at-1)
		o.reader.Pull()
		if back != nil {
			time.AfterFunc(1500*time.Millisecond, func() { assert.NoError(o.t, o.reader.Insert(back)) })
		}
	})
	o.card.OnSign(func(count int) {
		if count == at {
			once()
		}
	})
}

func (o *cardOffice) signed() []string {
	files, err := filepath.Glob(o.path("out", "*.pdf"))
	require.NoError(o.t, err)
	return files
}

// judge has each file judged, and the card's signatures counted.
func (o *cardOffice) judge(count int) {
	o.t.Helper()
	require.Len(o.t, o.signed(), count)
	for _, file := range o.signed() {
		signatures := pdftest.Signatures(o.t, file)
		require.Len(o.t, signatures, 1, file)
		require.True(o.t, signatures[0].Valid && signatures[0].Whole, file)
	}
	require.Equal(o.t, count, o.card.Signed(), "none is signed twice")
	require.Zero(o.t, o.card.Wrong())
	left, err := filepath.Glob(o.path("out", ".*"))
	require.NoError(o.t, err)
	require.Empty(o.t, left, "journal and temporary files")
}

// TestTokenIsPulledInTheMiddle: it is put back, and the batch goes on with the
// very document.
func TestTokenIsPulledInTheMiddle(t *testing.T) {
	o := newCardOffice(t, *documents)
	o.pull(*pulledAt, o.card)
	said, err := o.command("--pin-file", o.path("pin")).CombinedOutput()
	require.NoError(t, err, string(said))
	assert.Contains(t, string(said), "The connection to the token "+cardLabel+" was lost.")
	assert.Contains(t, string(said), "is back")
	o.judge(*documents)
}

// TestTokenIsNotPutBack: the run ends in time with the journal, and the next one
// signs the rest.
func TestTokenIsNotPutBack(t *testing.T) {
	o := newCardOffice(t, 8)
	o.pull(4, nil)
	said, err := o.command("--pin-file", o.path("pin"), "--token-wait", "2").CombinedOutput()
	require.Equal(t, 3, exitStatus(err), string(said))
	assert.Contains(t, string(said), "5 files are not signed yet")
	require.NoError(t, o.reader.Insert(o.card))
	said, err = o.command("--pin-file", o.path("pin")).CombinedOutput()
	require.NoError(t, err, string(said))
	o.judge(8)
}

// TestAnotherPINAfterTheTokenCameBack: the kept PIN is sent once, and the run ends.
func TestAnotherPINAfterTheTokenCameBack(t *testing.T) {
	o := newCardOffice(t, 4)
	other := o.newCard("135790")
	o.pull(2, other)
	said, err := o.command("--pin-file", o.path("pin"), "--json").Output()
	require.Equal(t, 3, exitStatus(err), string(said))
	assert.Contains(t, string(said), `"code":"token.pin_incorrect`)
	assert.Equal(t, 1, other.Wrong())
	assert.Len(t, o.signed(), 1)
}

// TestPINIsAskedForAgain of a person, who is told of a wrong one and tries again.
func TestPINIsAskedForAgain(t *testing.T) {
	o := newCardOffice(t, 4)
	terminal := ttytest.Open(t)
	o.pull(2, o.card)
	cmd, said := atTerminal(t, terminal, o.args()...)
	_, err := terminal.Person.WriteString("y\r")
	require.NoError(t, err)
	go func() {
		for _, pin := range []string{cardPIN, "111111", cardPIN} {
			terminal.Type(pin + "\r")
			for !terminal.Echoes() { // until it was taken
				time.Sleep(5 * time.Millisecond)
			}
		}
	}()
	require.Zero(t, ends(t, cmd), said.String())
	assert.Equal(t, 1, o.card.Wrong())
	assert.Len(t, o.signed(), 4)
	assert.Equal(t, 4, o.card.Signed())
}

// TestStoppedWhileTheTokenIsAway keeps what is signed, and the journal.
func TestStoppedWhileTheTokenIsAway(t *testing.T) {
	o := newCardOffice(t, 4)
	o.pull(2, nil)
	cmd := o.command("--pin-file", o.path("pin"), "--json")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	require.NoError(t, cmd.Start())
	require.Eventually(t, func() bool { return o.card.Signed() == 1 && len(o.signed()) == 1 }, time.Minute, 10*time.Millisecond)
	time.Sleep(time.Second)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	require.Equal(t, 3, ends(t, cmd), said.String())
	assert.Contains(t, said.String(), `"code":"ctl.stopped"`)
	assert.Len(t, o.signed(), 1)
}
