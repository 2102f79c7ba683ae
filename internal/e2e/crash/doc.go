// Package crash proves that a document survives a program that is killed, or a
// system call that fails, at any moment of writing. Its tests run the real
// programs and stop them through ptrace before each call that changes a file;
// they need Linux on amd64. CRASH=all makes them go through every command.
package crash
