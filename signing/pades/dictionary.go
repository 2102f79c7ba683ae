package pades

import (
	"fmt"
	"time"

	"github.com/vanthu/vanthu/signing/pdf"
)

// handler is the usual name of what makes signatures with public keys.
const handler = pdf.Name("Adobe.PPKLite")

// encodings are what the CMS made here fits, the preferred one first; the other
// is only for fields that demand it.
var encodings = []pdf.Name{"ETSI.CAdES.detached", "adbe.pkcs7.detached"}

// signature is the signature dictionary (ISO 32000-2 table 255, EN 319 142-1
// §6.3) with holes for what is known later.
func (e *editor) signature(req Request, f *field, rev *revision) pdf.Dict {
	d := pdf.Dict{
		"Type": pdf.Name("Sig"), "Filter": handler, "SubFilter": f.encoding,
		"ByteRange": rev.ranges, "Contents": rev.contents,
	}
	for key, text := range map[pdf.Name]string{"Name": req.Name, "Reason": req.Reason, "Location": req.Location, "ContactInfo": req.Contact} {
		if text != "" {
			d[key] = pdf.Text(text)
		}
	}
	if !req.Time.IsZero() {
		d["M"] = date(req.Time)
	}
	if refs := e.references(req.Certify, f); len(refs) > 0 {
		d["Reference"] = refs
	}
	return d
}

// date is a moment with its own zone (ISO 32000-2 §7.9.4).
func date(t time.Time) pdf.String {
	_, seconds := t.Zone()
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return pdf.String(fmt.Sprintf("D:%s%c%02d'%02d'", t.Format("20060102150405"), sign, seconds/3600, seconds/60%60))
}

// references binds the signature to what it forbids or locks (table 256).
func (e *editor) references(p Permission, f *field) pdf.Array {
	var out pdf.Array
	if p != Approval {
		out = append(out, e.reference("DocMDP", pdf.Dict{"P": pdf.Integer(p)}))
	}
	if f.lock != nil {
		params := pdf.Dict{}
		for _, key := range []pdf.Name{"Action", "Fields"} {
			if v := f.lock[key]; v != nil {
				params[key] = v
			}
		}
		out = append(out, e.reference("FieldMDP", params))
	}
	return out
}

func (e *editor) reference(method pdf.Name, params pdf.Dict) pdf.Dict {
	params["Type"], params["V"] = pdf.Name("TransformParams"), pdf.Name("1.2")
	return pdf.Dict{
		"Type": pdf.Name("SigRef"), "TransformMethod": method, "TransformParams": params, "Data": e.rootRef,
	}
}
