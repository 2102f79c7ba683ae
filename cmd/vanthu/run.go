package main

// appID names the program to the system.
const appID = "vn.vanthu.desktop"

func run(o options) error { return nil }
