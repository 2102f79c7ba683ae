package fault

// Causes are the errors with a code right below an error: why, of several
// servers or pieces of evidence, none was of help. An error that only says the
// same again with more arguments is looked through.
func Causes(err error) []error {
	top, ok := err.(*Error)
	if !ok {
		return nil
	}
	return causesIn(top.Code, top.Cause)
}

func causesIn(code Code, cause error) (all []error) {
	f, one := cause.(*Error)
	if joined, ok := cause.(interface{ Unwrap() []error }); ok && !one {
		for _, each := range joined.Unwrap() {
			all = append(all, causesIn(code, each)...)
		}
		return all
	}
	if one && f.Code == code {
		return Causes(f)
	}
	if _, _, coded := Of(cause); coded {
		all = append(all, cause)
	}
	return all
}
