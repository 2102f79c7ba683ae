// Command make draws the demo images of assets/signature: the signatures of two
// invented leaders and the seal of an invented agency, as PNG files with
// transparency at 300 dpi. They belong to nobody. Run it in the repository:
//
//	go run ./assets/signature/make assets/signature
//
// It draws the same bytes each time on one kind of machine.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: make FOLDER")
		os.Exit(2)
	}
	if err := drawAll(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func drawAll(folder string) error {
	seal, err := drawSeal("ỦY BAN NHÂN DÂN TỈNH MẪU", "DÙNG THỬ")
	if err != nil {
		return err
	}
	files := map[string]*inkLayer{
		"nguyen-thi-huong.png":      drawHuong(),
		"tran-van-nghia.png":        drawNghia(),
		"con-dau-ubnd-tinh-mau.png": seal,
	}
	for name, layer := range files {
		if err := os.WriteFile(filepath.Join(folder, name), layer.png(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
