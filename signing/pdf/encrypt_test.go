package pdf

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

// secret is text to find again in clear, or not.
const secret = "Nội dung mật của siêu dữ liệu"

// encrypted makes one file of every encryption and kind of cross-reference.
func encrypted(t *testing.T, use func(t *testing.T, file []byte)) {
	for name, args := range pdftest.Encryptions {
		for _, objects := range []string{"disable", "generate"} {
			t.Run(name+" "+objects, func(t *testing.T) {
				plain := pdftest.Build(pdftest.Options{Pages: 2, Form: true, Indirect: true})
				use(t, pdftest.Encrypt(t, plain, append([]string{"--object-streams=" + objects}, args...)...))
			})
		}
	}
}

func TestOpenEncrypted(t *testing.T) {
	encrypted(t, func(t *testing.T, file []byte) {
		d := open(t, file)
		assert.True(t, d.Encrypted())
		assert.False(t, d.Repaired())
		requireForm(t, d)
		requireContent(t, d, "Page 1 of the document")
	})
}

func requireForm(t testing.TB, d *Document) {
	t.Helper()
	fields, err := d.Fields()
	require.NoError(t, err)
	require.Len(t, fields, 2)
	require.Equal(t, "Note", fields[0].Name)
	require.Equal(t, "kept", fields[0].Dict["V"].(String).Text())
}

func requireContent(t testing.TB, d *Document, want string) {
	t.Helper()
	page, err := d.Page(1)
	require.NoError(t, err)
	o, err := d.Resolve(page.Dict["Contents"])
	require.NoError(t, err)
	data, err := d.StreamData(o.(*Stream))
	require.NoError(t, err)
	require.Contains(t, string(data), want)
}

// New strings and streams are encrypted, copied ones keep what they say, and a
// repaired file comes to the same.
func TestUpdateEncrypted(t *testing.T) {
	encrypted(t, func(t *testing.T, file []byte) {
		var made Ref
		whole := updated(t, file, func(d *Document, u *Update) {
			addNote(secret)(d, u)
			made = u.Add(&Stream{Dict: Dict{"Note": Text("(" + secret)}, Data: []byte(secret)})
			page, err := d.Page(1)
			require.NoError(t, err)
			content := page.Dict["Contents"].(Ref)
			o, err := d.Resolve(content)
			require.NoError(t, err)
			u.Set(content, o)
		})
		added := string(whole[len(file):])
		assert.NotContains(t, added, secret)
		assert.NotContains(t, added, string(appendHex(nil, Text(secret))))
		for _, spoilt := range []string{string(whole), strings.ReplaceAll(string(whole), "startxref\n", "startxref\n7")} {
			d := open(t, []byte(spoilt))
			assert.Equal(t, secret, note(t, d))
			requireForm(t, d)
			requireContent(t, d, "Page 1 of the document")
			o, err := d.Resolve(made)
			require.NoError(t, err)
			data, err := d.StreamData(o.(*Stream))
			require.NoError(t, err)
			assert.Equal(t, secret, string(data))
			assert.Equal(t, "("+secret, o.(*Stream).Dict["Note"].(String).Text())
		}
	})
}

// The bytes of /Contents are never encrypted, whatever else the dictionary says.
func TestSignatureContentsStayClear(t *testing.T) {
	plain := pdftest.Build(pdftest.Options{Form: true})
	file := pdftest.Encrypt(t, plain, pdftest.Encryptions["AES 128"]...)
	for _, marks := range []Dict{{"Type": Name("Sig")}, {"Type": Name("DocTimeStamp")}, {"ByteRange": Array{Integer(0)}}} {
		marks["Contents"], marks["Name"] = String("clear signature"), String("hidden name")
		whole := updated(t, file, func(d *Document, u *Update) { u.Add(marks) })
		added := whole[len(file):]
		assert.True(t, bytes.Contains(added, []byte("(clear signature)")))
		assert.False(t, bytes.Contains(added, []byte("hidden name")))
	}
}

func TestMetadataInClear(t *testing.T) {
	for name, clear := range map[string]bool{"AES 128": false, "AES 128 clear metadata": true, "AES 256 R6": false, "AES 256 clear metadata": true} {
		file := pdftest.Encrypt(t, pdftest.Build(pdftest.Options{}), pdftest.Encryptions[name]...)
		whole := updated(t, file, func(d *Document, u *Update) {
			root, ref, err := d.Catalog()
			require.NoError(t, err)
			root = root.Clone()
			root["Metadata"] = u.Add(&Stream{Dict: Dict{"Type": Name("Metadata"), "Subtype": Name("XML")}, Data: []byte("<x>" + secret + "</x>")})
			u.Set(ref, root)
		})
		assert.Equal(t, clear, bytes.Contains(whole, []byte(secret)), name)
		d := open(t, whole)
		root, _, err := d.Catalog()
		require.NoError(t, err)
		o, err := d.Resolve(root["Metadata"])
		require.NoError(t, err)
		data, err := d.StreamData(o.(*Stream))
		require.NoError(t, err)
		assert.Equal(t, "<x>"+secret+"</x>", string(data), name)
	}
}

func TestCryptFilterOfAStream(t *testing.T) {
	file := pdftest.Encrypt(t, pdftest.Build(pdftest.Options{}), pdftest.Encryptions["AES 128"]...)
	var clear, own Ref
	whole := updated(t, file, func(d *Document, u *Update) {
		clear = u.Add(&Stream{Dict: Dict{"Filter": Array{Name("Crypt")}}, Data: []byte("in clear")})
		own = u.Add(&Stream{Dict: Dict{"Filter": Name("Crypt"), "DecodeParms": Dict{"Name": Name("StdCF")}}, Data: []byte("hidden")})
	})
	assert.True(t, bytes.Contains(whole, []byte("in clear")))
	assert.False(t, bytes.Contains(whole, []byte("hidden")))
	d := open(t, whole)
	for ref, want := range map[Ref]string{clear: "in clear", own: "hidden"} {
		o, err := d.Resolve(ref)
		require.NoError(t, err)
		data, err := d.StreamData(o.(*Stream))
		require.NoError(t, err)
		assert.Equal(t, want, string(data))
	}
}

func TestOpenRefusesWhatNeedsAPassword(t *testing.T) {
	plain := pdftest.Build(pdftest.Options{})
	for name, args := range pdftest.Encryptions {
		withUser := append([]string{}, args...)
		for i, a := range withUser {
			if a == "" {
				withUser[i] = "user"
			}
		}
		file := pdftest.Encrypt(t, plain, withUser...)
		_, err := Open(bytes.NewReader(file), int64(len(file)))
		assert.ErrorIs(t, err, ErrPassword, name)
	}
	for _, handler := range []string{"/Filter /Adobe.PubSec /V 4", "/Filter /Standard /V 3 /R 3", "/Filter /Standard /V 9 /R 9", "/V 1"} {
		file := strings.ReplaceAll(string(plain), "/Root 1 0 R", "/Root 1 0 R /Encrypt <<"+handler+">>")
		_, err := Open(strings.NewReader(file), int64(len(file)))
		assert.ErrorIs(t, err, ErrEncryption, handler)
	}
}

func TestPermissions(t *testing.T) {
	plain := pdftest.Build(pdftest.Options{})
	assert.True(t, open(t, plain).Permissions().AddFields())
	for _, c := range []struct {
		args      []string
		fill, add bool
	}{
		{[]string{"--encrypt", "", "owner", "256", "--"}, true, true},
		{[]string{"--encrypt", "", "owner", "256", "--modify=annotate", "--"}, true, false},
		{[]string{"--encrypt", "", "owner", "256", "--modify=form", "--"}, true, false},
		{[]string{"--encrypt", "", "owner", "128", "--use-aes=y", "--modify=none", "--"}, false, false},
		{[]string{"--allow-weak-crypto", "--encrypt", "", "owner", "40", "--annotate=n", "--"}, false, false},
		{[]string{"--allow-weak-crypto", "--encrypt", "", "owner", "40", "--modify=n", "--"}, true, false},
	} {
		p := open(t, pdftest.Encrypt(t, plain, c.args...)).Permissions()
		assert.Equal(t, c.fill, p.Fill(), c.args)
		assert.Equal(t, c.add, p.AddFields(), c.args)
	}
}
