package coredump

// Off does nothing: the runtime has turned Windows Error Reporting off already,
// unless GOTRACEBACK=wer asks for it.
func Off() {}
