// Package store says what the central e-office keeps and what it promises of
// it, entity by entity; central/store/sqlite keeps it, and storetest is the suite
// that every implementation passes.
//
// Reading and writing are different types: a View has no method that changes
// anything, a Tx is a View that has. A transaction is serialisable: what it read
// holds until it ends. Views and transactions belong to the function they were
// given to and to one goroutine; their methods use the context of Read or Write.
package store
