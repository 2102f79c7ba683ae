// Package pdf reads PDF files lazily and adds incremental updates to them. Open
// takes an io.ReaderAt and reads no more than it is asked for; damaged files
// are repaired in memory as far as their bytes allow. An Update collects new
// and replaced objects and is written behind the bytes that are there, which
// stay as they are: that is what keeps earlier signatures valid.
//
// Every file is treated as hostile: time, memory, depth and cycles are bounded,
// and what is wrong comes back as one of the Err… codes, never as a panic. A
// Document and its Update serve one goroutine at a time.
package pdf
