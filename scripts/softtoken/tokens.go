package main

import (
	"context"
	"os"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/softtoken"
)

// pin is that of the demonstration's token.
const pin = "12345678"

// makeToken puts the leader's and the agency's keys on one token, with the
// issuing authority's certificate, which signatures embed.
func makeToken(demo *pkitest.Demo, dir, pinFile string) error {
	store, err := softtoken.Open(dir)
	if err != nil {
		return err
	}
	err = store.Add(context.Background(), softtoken.Token{
		Label: "Demo", PIN: pin, SOPIN: "87654321",
		Entries: []softtoken.Entry{
			{ID: []byte{1}, Label: pkitest.DemoLeader, Key: demo.Leader.Key, Certificate: demo.Leader.Certificate},
			{ID: []byte{2}, Label: pkitest.DemoAgency, Key: demo.Agency.Key, Certificate: demo.Agency.Certificate},
			{ID: []byte{3}, Label: pkitest.DemoIssuerName, Certificate: demo.Issuer.Certificate},
		},
	})
	if err != nil {
		return err
	}
	return os.WriteFile(pinFile, []byte(pin), 0o600)
}
