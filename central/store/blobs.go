package store

import "github.com/vanthu/vanthu/office"

// BlobView says which agency has which file; the bytes are in central/blobs.
type BlobView interface {
	// Missing lists those of the hashes that the agency neither uploaded nor got.
	Missing(agency office.AgencyCode, sha256 []string) ([]string, error)
	// MayRead tells whether a record of the agency names the file.
	MayRead(agency office.AgencyCode, sha256 string) (bool, error)
	// Held tells whether any agency uploaded or got the file.
	Held(sha256 string) (bool, error)
}

// BlobTx changes it.
type BlobTx interface {
	// AddBlob notes that the agency uploaded a file.
	AddBlob(agency office.AgencyCode, sha256 string, size int64) error
	// NameBlobs notes that a record of the agency names files.
	NameBlobs(agency office.AgencyCode, files []office.File) error
	// ForgetBlobs drops the agency's uploads that no record of it names.
	ForgetBlobs(agency office.AgencyCode, sha256 []string) error
}
