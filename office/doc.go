// Package office holds the vocabulary and the rules of a Vietnamese state
// office: documents and their codes, agencies, registers, deliveries and their
// statuses, secrecy and urgency (Decree 30/2020/NĐ-CP, Decision 28/2018/QĐ-TTg).
// It does no I/O and knows no database, network or screen; every other package
// may use it. Values are plain data, safe to copy; the JSON form of each type
// is its form on the wire (sync/api).
package office
