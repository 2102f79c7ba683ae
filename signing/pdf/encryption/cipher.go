package encryption

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/binary"
)

// Method is how a crypt filter treats bytes (ISO 32000-2 table 25).
type Method uint8

// The methods. Identity leaves bytes as they are.
const (
	Identity Method = iota
	RC4             // V2
	AES128          // AESV2
	AES256          // AESV3
)

// Decrypt opens bytes of the object with the given number and generation. Bytes
// that no writer can have made come back as far as they can be opened.
func (k Key) Decrypt(m Method, number, generation int, data []byte) []byte {
	switch m {
	case RC4:
		return arc4(k.ofObject(m, number, generation), data)
	case AES128, AES256:
		return openCBC(k.ofObject(m, number, generation), data)
	}
	return data
}

// Encrypt seals bytes for the object with the given number and generation.
func (k Key) Encrypt(m Method, number, generation int, data []byte) []byte {
	switch m {
	case RC4:
		return arc4(k.ofObject(m, number, generation), data)
	case AES128, AES256:
		return sealCBC(k.ofObject(m, number, generation), k.vector(number, generation, data), data)
	}
	return data
}

// ofObject is algorithm 1; AESV3 uses the file's key itself (algorithm 1.A).
func (k Key) ofObject(m Method, number, generation int) []byte {
	if m == AES256 {
		return k
	}
	text := append(bytes.Clone(k), byte(number), byte(number>>8), byte(number>>16), byte(generation), byte(generation>>8))
	if m == AES128 {
		text = append(text, "sAlT"...)
	}
	sum := md5.Sum(text)
	return sum[:min(len(k)+5, len(sum))]
}

// vector makes the initial vector of the key and what is sealed: nobody without
// the key can foresee it, different bytes get different ones, and the same
// update is written the same way twice.
func (k Key) vector(number, generation int, data []byte) []byte {
	h := hmac.New(sha256.New, k)
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(number)))
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(generation)))
	h.Write(data)
	return h.Sum(nil)[:aes.BlockSize]
}

func openCBC(key, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 2*aes.BlockSize {
		return nil
	}
	vector, body := data[:aes.BlockSize], data[aes.BlockSize:]
	out := make([]byte, len(body)/aes.BlockSize*aes.BlockSize)
	cipher.NewCBCDecrypter(block, vector).CryptBlocks(out, body[:len(out)])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= aes.BlockSize {
		return out[:len(out)-pad]
	}
	return out
}

func sealCBC(key, vector, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	pad := aes.BlockSize - len(data)%aes.BlockSize
	out := make([]byte, 0, len(vector)+len(data)+pad)
	out = append(append(append(out, vector...), data...), bytes.Repeat([]byte{byte(pad)}, pad)...)
	body := out[len(vector):]
	cipher.NewCBCEncrypter(block, vector).CryptBlocks(body, body)
	return out
}
