// Package sqlite keeps the central e-office in one SQLite file (central/store
// says what). WAL, synchronous=FULL, foreign keys; one writing connection and a
// pool of reading ones, so that readers never wait. Several processes may use the
// file at once: the server and its command line do.
package sqlite
