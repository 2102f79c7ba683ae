package store

import "github.com/vanthu/vanthu/office"

// AgencyView reads the directory of agencies.
type AgencyView interface {
	Agency(office.AgencyCode) (office.Agency, error) // ErrAbsent
	Agencies() ([]office.Agency, error)              // by code
}

// AgencyTx changes it.
type AgencyTx interface {
	AddAgency(office.Agency) error // ErrTaken; ErrAbsent for an unknown parent
}
