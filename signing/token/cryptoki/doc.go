// Package cryptoki is the seam between this program and a vendor's PKCS#11
// library: what is asked of one, as plain values (Library), and the library
// itself, loaded into the process that calls Load. Only the child process of
// signing/token/apart calls Load, because a vendor's library may hang or crash;
// everybody else has the Library that apart gives. A Library is used by one
// goroutine at a time.
//
// References are to the OASIS PKCS #11 Base Specification 3.0, "P11".
package cryptoki
