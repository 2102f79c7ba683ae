package api

import "github.com/vanthu/vanthu/office"

// Paths of the service. All but PathDevices want "Authorization: Bearer TOKEN".
const (
	PathDevices    = "/v1/devices"     // POST: a user names a device and gets its token
	PathMe         = "/v1/me"          // GET: Session of the token
	PathAgencies   = "/v1/agencies"    // GET: []office.Agency, the directory
	PathFeed       = "/v1/feed"        // GET ?since=&limit=&wait=
	PathSnapshot   = "/v1/snapshot"    // GET ?page=
	PathChecksum   = "/v1/checksum"    // GET
	PathOps        = "/v1/ops"         // POST
	PathBlobsCheck = "/v1/blobs:check" // POST
	PathBlobs      = "/v1/blobs/"      // GET {sha256}: bytes, with Range and ETag
	PathUploads    = "/v1/uploads/"    // tus 1.0; metadata "sha256", "length"
)

// DeviceRequest asks for a device token.
type DeviceRequest struct {
	Username string `json:"username"`
	Password string `json:"password"`
	Device   string `json:"device"` // a name people recognise
}

// Session says who a token speaks for.
type Session struct {
	Device office.DeviceID `json:"device"`
	User   string          `json:"user"` // login name
	Name   string          `json:"name"` // full name
	Role   office.Role     `json:"role"`
	Agency office.Agency   `json:"agency"`
}

// DeviceGrant is the answer to DeviceRequest; the token is shown once.
type DeviceGrant struct {
	Session
	Token string `json:"token"`
}
