package apart

// The questions, by the byte their frames begin with.
const (
	askLoad byte = 1 + iota
	askSlots
	askToken
	askMechanisms
	askOpen
	askClose
	askLogin
	askLogout
	askSetPIN
	askFind
	askAttribute
	askSign
	askSignWithPIN
)

// calls are the PKCS#11 functions behind the questions, for errors.
var calls = map[byte]string{
	askLoad: "C_Initialize", askSlots: "C_GetSlotList", askToken: "C_GetTokenInfo",
	askMechanisms: "C_GetMechanismList", askOpen: "C_OpenSession", askClose: "C_CloseSession",
	askLogin: "C_Login", askLogout: "C_Logout", askSetPIN: "C_SetPIN", askFind: "C_FindObjects",
	askAttribute: "C_GetAttributeValue", askSign: "C_Sign", askSignWithPIN: "C_Sign",
}

// The answers.
const (
	answered    byte = 1 + iota
	refused          // the library's own: the call's name and the code
	failed           // a text
	unsupported      // cryptoki.ErrUnsupported
)
