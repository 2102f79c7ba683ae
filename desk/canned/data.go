package canned

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// Now is the world's present: a Monday morning.
var Now = time.Date(2026, 11, 23, 8, 12, 0, 0, office.Vietnam)

var province = office.Agency{Code: "H37.01", Name: "Ủy ban nhân dân tỉnh Mẫu"}

// Clerk works for the agency that receives.
func Clerk() desk.Account {
	return desk.Account{
		User: "vanthu", Name: "Lê Thị Mẫu", Role: office.Clerk,
		Agency: office.Agency{Code: "H37.02", Name: "Sở Thông tin và Truyền thông tỉnh Mẫu"},
	}
}

// Leader leads the same agency.
func Leader() desk.Account {
	a := Clerk()
	a.User, a.Name, a.Role = "lanhdao", "Nguyễn Thị Hường", office.Leader
	return a
}

// File is a file whose hash is that of its name.
func File(name string, role office.FileRole, size int64) office.File {
	sum := sha256.Sum256([]byte(name))
	return office.File{Name: name, SHA256: hex.EncodeToString(sum[:]), Size: size, MediaType: "application/pdf", Role: role}
}

// Info is what a document says of itself.
func Info(number int, notation string, kind office.DocumentType, subject, issuer string, day office.Date) office.Info {
	return office.Info{
		Code: office.DocumentCode{Number: number, Notation: notation}, Date: day, Type: kind, Subject: subject, IssuerName: issuer,
		Signatory: office.Signatory{Position: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", FullName: "Nguyễn Thị Hường"}, Pages: 4,
	}
}

// Nov is a day of the present month.
func Nov(day int) office.Date { return office.Date{Year: 2026, Month: 11, Day: day} }

// At is a moment of the present month.
func At(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, office.Vietnam)
}

// Arrived makes an arrival that waits for its decision.
func Arrived(id string, when time.Time, i office.Info, name string) office.Arrival {
	return office.Arrival{
		ID: office.ArrivalID(id), Agency: "H37.02", SenderName: i.IssuerName, Info: i, ReceivedAt: when,
		Files:  []office.File{File(name, office.MainFile, 292655)},
		Events: []office.StatusEvent{{ID: "1", Status: office.StatusArrived, At: when, By: "Hệ thống"}},
	}
}

func accepted(a office.Arrival, number int, to string) office.Arrival {
	a.Number, a.Year, a.AssignedTo = number, 2026, to
	a.Events = append(a.Events, office.StatusEvent{
		ID: "2", Status: office.StatusAccepted, At: a.ReceivedAt.Add(9 * time.Minute), By: "Lê Thị Mẫu", ArrivalNumber: number,
	})
	return a
}

func refused(a office.Arrival, reason string) office.Arrival {
	a.Events = append(a.Events, office.StatusEvent{
		ID: "2", Status: office.StatusRefused, At: a.ReceivedAt.Add(20 * time.Minute), By: "Lê Thị Mẫu", Text: reason,
	})
	return a
}

// The names of the canned files, by which reports are told.
const (
	PlanFile   = "153-KH-UBND.pdf"
	InviteFile = "07-GM-SNV.pdf"
	BrokenFile = "88-BC-PNV.pdf"
	LetterFile = "12-UBND-VX.pdf"
	DraftFile  = "Quyết định ban hành quy chế công tác văn thư.pdf"
)

func arrivals() []office.Arrival {
	plan := Arrived("a1", At(23, 8, 2), Info(153, "KH-UBND", "Kế hoạch",
		"Ứng dụng công nghệ thông tin trong hoạt động của các cơ quan nhà nước trên địa bàn tỉnh năm 2027",
		"Ủy ban nhân dân tỉnh Mẫu", Nov(20)), PlanFile)
	plan.Info.DueDate = Nov(30)
	plan.Files = append(plan.Files, File("Phụ lục I – Danh mục nhiệm vụ, dự án.pdf", office.Attachment, 88120))
	invite := Arrived("a2", At(23, 7, 55), Info(7, "GM-SNV", "Giấy mời", "Họp triển khai công tác cải cách hành chính quý IV", "Sở Nội vụ tỉnh Mẫu", Nov(22)), InviteFile)
	invite.Info.Urgency = office.Urgent
	broken := Arrived("a3", At(22, 16, 40), Info(88, "BC-PNV", "Báo cáo", "Báo cáo tháng 10 năm 2026", "Phòng Nội vụ huyện Mẫu", Nov(21)), BrokenFile)
	letter := Arrived("a4", At(22, 15, 5), Info(12, "UBND-VX", office.OfficialLetter, "Triển khai chữ ký số chuyên dùng công vụ", "Ủy ban nhân dân tỉnh Mẫu", Nov(20)), LetterFile)
	all := []office.Arrival{plan, invite, broken, letter}
	older := []struct {
		number int
		code   office.DocumentCode
		kind   office.DocumentType
		issuer string
		text   string
	}{
		{412, office.DocumentCode{Number: 215, Notation: "QĐ-UBND"}, "Quyết định", "Ủy ban nhân dân tỉnh Mẫu", "Ban hành Quy chế tiếp nhận, xử lý, phát hành và quản lý văn bản điện tử"},
		{411, office.DocumentCode{Number: 31, Notation: "TB-VP"}, "Thông báo", "Văn phòng Ủy ban nhân dân tỉnh Mẫu", "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại phiên họp thường kỳ"},
		{410, office.DocumentCode{Number: 1406, Notation: "STC-QLNS"}, office.OfficialLetter, "Sở Tài chính tỉnh Mẫu", "Hướng dẫn lập dự toán ngân sách năm 2027"},
		{409, office.DocumentCode{Number: 54, Notation: "BC-STP"}, "Báo cáo", "Sở Tư pháp tỉnh Mẫu", "Kết quả rà soát văn bản quy phạm pháp luật"},
		{408, office.DocumentCode{Number: 9, Notation: "TTr-SYT"}, "Tờ trình", "Sở Y tế tỉnh Mẫu", "Phê duyệt danh mục thiết bị năm 2027"},
	}
	for i, o := range older {
		in := office.Info{Code: o.code, Date: Nov(18), Type: o.kind, Subject: o.text, IssuerName: o.issuer}
		all = append(all, accepted(Arrived("b"+o.code.String(), At(20-i, 9, 15), in, LetterFile), o.number, "Phòng Văn hóa và Thông tin"))
	}
	return append(all, refused(Arrived("c1", At(15, 10, 0),
		office.Info{Code: office.DocumentCode{Number: 77, Notation: "CV-UBND"}, Type: office.OfficialLetter, Subject: "Mời dự hội nghị tổng kết", IssuerName: "Ủy ban nhân dân xã Bản Mẫu"},
		InviteFile), "Gửi nhầm cơ quan, không thuộc thẩm quyền"))
}

func reports() map[string]desk.Report {
	person := desk.Signature{Verdict: desk.Valid, Signer: "Nguyễn Thị Hường", Issuer: "CA Mẫu", At: At(20, 16, 20), Stamped: true}
	seal := desk.Signature{Verdict: desk.Valid, Signer: "Ủy ban nhân dân tỉnh Mẫu", Issuer: "CA Mẫu", Agency: true, At: At(20, 16, 45), Stamped: true}
	unsure, wrong := person, person
	unsure.Verdict, unsure.Reason = desk.CouldNotCheck, fault.New("verify.revocation_unchecked", nil, nil)
	wrong.Verdict, wrong.Reason = desk.NotValid, fault.New("verify.content_changed", nil, nil)
	hash := func(name string) string { return File(name, office.MainFile, 0).SHA256 }
	return map[string]desk.Report{
		hash(PlanFile):   {Overall: desk.Valid, Signatures: []desk.Signature{person, seal}},
		hash(InviteFile): {Overall: desk.CouldNotCheck, Signatures: []desk.Signature{unsure, seal}},
		hash(BrokenFile): {Overall: desk.NotValid, Signatures: []desk.Signature{wrong}},
		hash(LetterFile): {Overall: desk.Valid, Signatures: []desk.Signature{person, seal}},
	}
}

func documents() ([]office.Document, map[office.DocumentID][]office.Delivery) {
	own := "Sở Thông tin và Truyền thông tỉnh Mẫu"
	make := func(id string, stage office.Stage, i office.Info, name string) office.Document {
		return office.Document{ID: office.DocumentID(id), Agency: "H37.02", Info: i, Stage: stage, CreatedAt: At(21, 9, 0), Files: []office.File{File(name, office.MainFile, 292655)}}
	}
	draft := Info(0, "QĐ-STTTT", "Quyết định", "Ban hành Quy chế công tác văn thư của Sở", own, office.Date{})
	signed := Info(0, "BC-STTTT", "Báo cáo", "Kết quả ứng dụng chữ ký số chuyên dùng năm 2026", own, office.Date{})
	numbered := Info(153, "KH-STTTT", "Kế hoạch", "Tập huấn sử dụng hệ thống văn bản cho văn thư các xã", own, Nov(23))
	sealed := Info(88, "TB-STTTT", "Thông báo", "Lịch bảo trì mạng truyền số liệu chuyên dùng", own, Nov(22))
	sealed.Urgency = office.VeryUrgent
	issued := Info(87, "STTTT-CNTT", office.OfficialLetter, "Đề nghị báo cáo hiện trạng thiết bị ký số", own, Nov(20))
	all := []office.Document{
		make("d1", office.Draft, draft, DraftFile), make("d2", office.Signed, signed, LetterFile),
		make("d3", office.Numbered, numbered, PlanFile), make("d4", office.Sealed, sealed, PlanFile),
		make("d5", office.Issued, issued, PlanFile),
	}
	return all, map[office.DocumentID][]office.Delivery{"d5": deliveries()}
}

func deliveries() []office.Delivery {
	sent := At(20, 16, 50)
	arrive := office.StatusEvent{ID: "1", Status: office.StatusArrived, At: sent.Add(time.Minute), By: "Hệ thống"}
	accept := office.StatusEvent{ID: "2", Status: office.StatusAccepted, At: sent.Add(40 * time.Minute), By: "Văn thư", ArrivalNumber: 233}
	refuse := office.StatusEvent{ID: "2", Status: office.StatusRefused, At: sent.Add(55 * time.Minute), By: "Văn thư", Text: "Gửi nhầm cơ quan, không thuộc thẩm quyền"}
	to := func(code office.AgencyCode, name string, t office.Transport, events ...office.StatusEvent) office.Delivery {
		return office.Delivery{ID: office.DeliveryID(code), Document: "d5", Recipient: code, RecipientName: name, Transport: t, SentAt: sent, Events: events}
	}
	return []office.Delivery{
		to("H37.01", province.Name, office.Delivered, arrive, accept),
		to("H37.05", "Sở Nội vụ tỉnh Mẫu", office.Delivered, arrive),
		to("H37.11.04", "Ủy ban nhân dân xã Bản Mẫu", office.Delivered, arrive, refuse),
		to("H37.11.09", "Ủy ban nhân dân xã Mẫu Sơn", office.Sent),
	}
}

func agencies() []office.Agency {
	all := []office.Agency{
		province, Clerk().Agency,
		{Code: "H37.03", Name: "Sở Tài chính tỉnh Mẫu"},
		{Code: "H37.04", Name: "Sở Tư pháp tỉnh Mẫu"},
		{Code: "H37.05", Name: "Sở Nội vụ tỉnh Mẫu"},
		{Code: "H37.06", Name: "Sở Y tế tỉnh Mẫu"},
		{Code: "H37.07", Name: "Sở Giáo dục và Đào tạo tỉnh Mẫu"},
		{Code: "H37.08", Name: "Sở Nông nghiệp và Phát triển nông thôn tỉnh Mẫu"},
		{Code: "H37.11", Name: "Ủy ban nhân dân huyện Mẫu"},
		{Code: "H37.11.04", Name: "Ủy ban nhân dân xã Bản Mẫu"},
		{Code: "H37.11.09", Name: "Ủy ban nhân dân xã Mẫu Sơn"},
		{Code: "H37.12", Name: "Ủy ban nhân dân thành phố Mẫu"},
		{Code: "H37.12.01", Name: "Ủy ban nhân dân phường Đông Mẫu"},
		{Code: "H37.12.02", Name: "Ủy ban nhân dân phường Điện Biên Mẫu"},
	}
	return all
}

func tokens() []desk.Token {
	issuer := "CA Mẫu phục vụ các cơ quan nhà nước"
	return []desk.Token{{
		ID: "t1", Label: "GCA-01", Serial: "5a21f0c4", Tries: desk.TriesFull,
		Certificates: []desk.Certificate{
			{ID: "c1", Name: "Nguyễn Thị Hường", Issuer: issuer, NotAfter: time.Date(2028, 3, 12, 0, 0, 0, 0, office.Vietnam)},
			{ID: "c2", Name: "Sở Thông tin và Truyền thông tỉnh Mẫu", Issuer: issuer, NotAfter: time.Date(2027, 9, 1, 0, 0, 0, 0, office.Vietnam), Agency: true},
		},
	}}
}

// Full is a working morning.
func Full() *World {
	account := Clerk()
	out, delivered := documents()
	return &World{
		Who: &account, In: arrivals(), Out: out, Delivered: delivered, Offices: agencies(), Plugged: tokens(), Reports: reports(), Next: 413,
		Event: desk.SyncEvent{Phase: desk.SyncIdle, At: At(23, 8, 10)},
	}
}

// Empty is a machine that is connected and has nothing yet.
func Empty() *World {
	account := Clerk()
	return &World{Who: &account, Event: desk.SyncEvent{Phase: desk.SyncIdle, At: At(23, 8, 10)}}
}
