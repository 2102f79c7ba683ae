#!/usr/bin/env python3
"""Plan 153/KH-UBND of the People's Committee of Lạng Sơn: its facts and figures, in words of our own.

The signer, Nguyễn Thị Hường, is invented. Usage: ke_hoach_153.py OUT.fodt
"""

import sys

import ke_hoach_153_bang as bang
from ke_hoach_153_bang import total, vn
from nd30 import Document

SUBJECT = "Ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước năm 2019"
ATTACHED = "(Kèm theo Kế hoạch số 153/KH-UBND ngày 16 tháng 11 năm 2018\ncủa Ủy ban nhân dân tỉnh Lạng Sơn)"

ISSUED_2018 = [
    ("201/KH-UBND", "13/12/2017", "Kế hoạch triển khai dịch vụ công trực tuyến mức độ 3, 4 và một cửa điện tử năm 2018 và các năm tiếp theo"),
    ("292/QĐ-UBND", "02/02/2018", "Quyết định kiện toàn thành viên Đội ứng cứu sự cố an toàn thông tin mạng tỉnh"),
    ("869/QĐ-UBND", "10/5/2018", "Quyết định phê duyệt Đề án hội nghị truyền hình trực tuyến đến cấp xã"),
    ("75/QĐ-BCĐ", "31/5/2018", "Quyết định kiện toàn Tổ thư ký giúp việc Ban Chỉ đạo về ứng dụng CNTT tỉnh"),
    ("84/QĐ-BCĐ", "12/6/2018", "Quyết định ban hành Quy chế làm việc của Ban Chỉ đạo về ứng dụng CNTT tỉnh"),
    ("1313/QĐ-UBND", "12/7/2018", "Quyết định ban hành mã định danh của các cơ quan, đơn vị tham gia trao đổi văn bản điện tử"),
    ("1360/QĐ-UBND", "20/7/2018", "Quyết định phê duyệt Kiến trúc Chính quyền điện tử tỉnh Lạng Sơn, phiên bản 1.0"),
    ("55/2018/QĐ-UBND", "22/10/2018", "Quyết định ban hành Quy chế phối hợp phòng, chống vi phạm pháp luật trong lĩnh vực thông tin và truyền thông"),
]

FIGURES_2018 = [
    ("Cơ quan, đơn vị có mạng LAN và kết nối Internet tốc độ cao", "%", "100"),
    ("Máy tính trên cán bộ, công chức khối hành chính", "%", "91,5"),
    ("Trong đó: cấp sở, ngành", "%", "94,0"),
    ("Trong đó: cấp huyện", "%", "93,5"),
    ("Trong đó: cấp xã", "%", "trên 87,0"),
    ("Trạm BTS (1.783 trạm 2G, 3G và 484 trạm 4G, tại 959 vị trí)", "trạm", vn(1783 + 484)),
    ("Xã, phường, thị trấn có mạng Internet băng rộng", "xã", "226/226"),
    ("Cơ quan, đơn vị dùng Văn phòng điện tử eOffice liên thông", "đơn vị", "36"),
    ("Hộp thư điện tử công vụ đã cấp", "hộp thư", "8.580"),
    ("Chứng thư số đã cấp (186 cho cơ quan, 152 cho cá nhân)", "chứng thư", vn(186 + 152)),
    ("Dịch vụ công trực tuyến mức độ 2", "dịch vụ", "2.382"),
    ("Dịch vụ công trực tuyến mức độ 3", "dịch vụ", "597"),
    ("Dịch vụ công trực tuyến mức độ 4", "dịch vụ", "46"),
    ("Hồ sơ tiếp nhận trên hệ thống từ tháng 01 đến tháng 10", "hồ sơ", "12.542"),
]


def opening(doc):
    doc.head("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "Số: 153/KH-UBND", "Lạng Sơn, ngày 16 tháng 11 năm 2018")
    doc.title("KẾ HOẠCH", "Ứng dụng công nghệ thông tin trong hoạt động\ncủa cơ quan nhà nước năm 2019")


def results(doc):
    doc.part("Phần thứ nhất", "KẾT QUẢ ỨNG DỤNG CÔNG NGHỆ THÔNG TIN NĂM 2018")
    doc.section("I. KẾT QUẢ THỰC HIỆN")
    doc.clause("1. Công tác chỉ đạo, điều hành")
    doc.p("Trong năm 2018, UBND tỉnh và Ban Chỉ đạo về ứng dụng công nghệ thông tin (CNTT) tỉnh đã chỉ đạo các sở, ban, "
          "ngành, UBND các huyện, thành phố đưa CNTT vào công việc hằng ngày, gắn với cải cách hành chính và xây dựng "
          "Chính quyền điện tử. Các văn bản chính đã ban hành:")
    doc.table([13, 37, 25, 90], [(str(i), code, date, text) for i, (code, date, text) in enumerate(ISSUED_2018, 1)],
              ["Giua", "Giua", "Giua", "Trai"], ("STT", "Số, ký hiệu", "Ngày ban hành", "Tên loại và trích yếu"))
    doc.clause("2. Hạ tầng và các hệ thống dùng chung")
    doc.p("Hạ tầng kỹ thuật về cơ bản đáp ứng yêu cầu công tác; mạng viễn thông thông suốt từ tỉnh đến xã. Một số chỉ tiêu "
          "năm 2018:")
    doc.table([12, 98, 27, 28], [(str(i), *row) for i, row in enumerate(FIGURES_2018, 1)],
              ["Giua", "Trai", "Giua", "Phai"], ("STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"))
    doc.items(
        "<b>a)</b> Hệ thống Văn phòng điện tử eOffice đã đến 36 cơ quan, đơn vị và toàn bộ các xã, phường, thị trấn, tạo môi "
        "trường liên thông để chỉ đạo, điều hành. Tuy nhiên, phần mềm được đầu tư từ năm 2008, nay đã lạc hậu: mỗi đơn vị giữ một "
        "máy chủ và một cơ sở dữ liệu riêng, tự sao lưu; chưa ký số được ngay trong phần mềm; chưa dùng được trên trình "
        "duyệt và thiết bị di động; khó kết nối với hệ thống khác theo Thông tư số 13/2017/TT-BTTTT ngày 23/6/2017.",
        "<b>b)</b> Cổng thông tin điện tử tỉnh đã được nâng cấp, gồm cổng chính và 33 trang thành viên, đáp ứng yêu cầu của Nghị "
        "định số 43/2011/NĐ-CP.",
        "<b>c)</b> Hệ thống dịch vụ công trực tuyến và một cửa điện tử dùng chung trong toàn tỉnh, có 28 cơ quan cấp tỉnh và cấp "
        "huyện chính thức sử dụng.",
        "<b>d)</b> Hệ thống hội nghị truyền hình có 02 điểm cầu cấp tỉnh, 11 điểm cầu cấp huyện và 22 điểm cầu cấp xã; năm 2018 "
        "phục vụ khoảng 40 cuộc họp. Đề án mở rộng đến tất cả các xã dự kiến xong trước ngày 15/12/2018.",
        "<b>đ)</b> Thư điện tử công vụ hoạt động ổn định; trên 50% cán bộ, công chức, viên chức dùng thường xuyên.",
        "<b>e)</b> Chữ ký số đã được dùng trên văn bản điện tử của hệ thống Văn phòng điện tử. Chữ ký số cá nhân còn ít được dùng "
        "vì chưa tích hợp vào eOffice; một số đơn vị chưa phân công rõ người chịu trách nhiệm giữ thiết bị lưu khóa bí mật.")


def results_continued(doc):
    doc.clause("3. Phục vụ người dân và doanh nghiệp")
    doc.p("Thông tin giải quyết thủ tục hành chính được công khai trên hệ thống dịch vụ công trực tuyến, Cổng và các trang "
          "thông tin điện tử. Tỉnh đang xây dựng Cổng thông tin điện tử hỗ trợ doanh nghiệp; duy trì hai kênh tiếp nhận, trả lời "
          "phản ánh, kiến nghị của người dân và của doanh nghiệp.")
    doc.clause("4. Ứng dụng chuyên ngành")
    doc.p("Các phần mềm chuyên ngành tiếp tục phát huy tác dụng: đổi giấy phép lái xe qua mạng; quản lý ngân sách; quản lý người "
          "có công và trẻ em; tiêm chủng, báo dịch, khám chữa bệnh và thanh toán bảo hiểm y tế; hộ tịch điện tử; nghiệp vụ của "
          "Hội đồng nhân dân tỉnh.")
    doc.clause("5. An toàn thông tin mạng")
    doc.p("Tỉnh đã ban hành quy chế bảo đảm an toàn, an ninh thông tin, thành lập Đội ứng cứu sự cố; theo dõi hệ thống theo "
          "Thông tư số 31/2017/TT-BTTTT ngày 15/11/2017; phối hợp với VNCERT và Cục An toàn thông tin rà quét mã độc, diễn tập ứng "
          "cứu. Một số cơ quan đã có tường lửa và phần mềm diệt vi-rút cho máy chủ, máy trạm.")
    doc.clause("6. Các dự án năm 2018")
    doc.p(f"Có {len(bang.PROJECTS_2018)} nhiệm vụ, dự án được triển khai đúng trình tự, thủ tục, tổng mức đầu tư "
          f"{vn(total(bang.PROJECTS_2018))} triệu đồng (chưa kể 02 nhiệm vụ thí điểm thuê dịch vụ). Danh mục tại Phụ lục I.")
    doc.section("II. ĐÁNH GIÁ CHUNG")
    doc.clause("1. Kết quả đạt được")
    doc.p("Chỉ số sẵn sàng ứng dụng CNTT (ICT-INDEX) của tỉnh năm 2018 đứng thứ 32 trên 63 tỉnh, thành phố, tăng 26 bậc so với "
          "năm 2017. Kiến trúc Chính quyền điện tử, mã định danh cơ quan và trục liên thông văn bản bốn cấp là nền tảng để kết "
          "nối, chia sẻ dữ liệu trong thời gian tới.")
    doc.clause("2. Hạn chế và nguyên nhân")
    doc.items(
        "Người đứng đầu ở một số cơ quan chưa thật sự quyết liệt; một bộ phận cán bộ, công chức còn ngại thay đổi cách làm cũ hoặc "
        "chưa đủ kỹ năng sử dụng phần mềm.",
        "Nhiều phần mềm được đầu tư ở các thời điểm khác nhau, của các nhà cung cấp khác nhau nên khó kết nối, chia sẻ dữ liệu. Máy "
        "tính ở một số nơi đã cũ, cấu hình thấp; máy chủ và cơ sở dữ liệu đặt riêng lẻ làm tăng nguy cơ mất an toàn thông tin.",
        "Kinh phí cho đầu tư, ứng dụng CNTT chưa đáp ứng nhu cầu, một số nhiệm vụ vì vậy bị chậm.")
    doc.section("III. KIẾN NGHỊ")
    doc.p("Đề nghị Ủy ban Quốc gia về Chính phủ điện tử, Bộ Thông tin và Truyền thông hỗ trợ tỉnh kinh phí xây dựng Chính quyền "
          "điện tử, kinh phí các dự án thuộc Chương trình mục tiêu về CNTT giai đoạn 2016 - 2020; hỗ trợ đào tạo nhân lực, nhất là "
          "về an toàn thông tin và đô thị thông minh.")


def goals(doc):
    doc.part("Phần thứ hai", "KẾ HOẠCH ỨNG DỤNG CÔNG NGHỆ THÔNG TIN NĂM 2019")
    doc.section("I. CĂN CỨ LẬP KẾ HOẠCH")
    doc.items(
        "Luật Giao dịch điện tử ngày 29/11/2005; Luật Công nghệ thông tin ngày 29/6/2006; Luật An toàn thông tin mạng ngày "
        "19/11/2015;",
        "Nghị định số 64/2007/NĐ-CP ngày 10/4/2007 và Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ; Nghị quyết số "
        "36a/NQ-CP ngày 14/10/2015 của Chính phủ về Chính phủ điện tử;",
        "Quyết định số 1819/QĐ-TTg ngày 26/10/2015, Quyết định số 153/QĐ-TTg ngày 30/01/2018 và Quyết định số 28/2018/QĐ-TTg "
        "ngày 12/7/2018 của Thủ tướng Chính phủ;",
        "Công văn số 3405/BTTTT-THH ngày 08/10/2018 của Bộ Thông tin và Truyền thông hướng dẫn xây dựng kế hoạch năm 2019;",
        "Kế hoạch số 102/KH-UBND ngày 22/9/2016, Quyết định số 1360/QĐ-UBND ngày 20/7/2018 và Quyết định số 1430/QĐ-UBND ngày "
        "31/7/2018 của tỉnh Lạng Sơn.")
    doc.section("II. MỤC TIÊU")
    doc.clause("1. Mục tiêu tổng quát")
    doc.p("Đẩy mạnh ứng dụng CNTT để nâng hiệu lực quản lý, điều hành, rút ngắn thời gian và giảm chi phí giải quyết công việc; "
          "liên thông phần mềm quản lý văn bản bốn cấp; mở rộng dùng chữ ký số chuyên dùng theo Quyết định số 28/2018/QĐ-TTg; tăng "
          "hồ sơ phát sinh và xử lý trực tuyến; hoàn thiện các quy định của tỉnh về ứng dụng CNTT.")
    doc.clause("2. Chỉ tiêu chủ yếu")
    doc.items(
        "<b>a)</b> Trong nội bộ cơ quan nhà nước: 100% văn bản đi, đến được xử lý và liên thông trên hệ thống Văn phòng điện tử, "
        "trừ văn bản mật; 80% văn bản trao đổi giữa các cơ quan nhà nước dưới dạng điện tử được ký số; 100% văn bản chỉ đạo, điều "
        "hành không mật được đăng trên cổng, trang thông tin điện tử; 100% cơ quan từ xã đến tỉnh có hộp thư công vụ; 100% cán bộ "
        "chuyên trách được đào tạo nâng cao; 100% hệ thống thông tin làm mới hoặc nâng cấp tuân thủ Kiến trúc Chính quyền điện tử.",
        "<b>b)</b> Phục vụ người dân, doanh nghiệp: 100% cổng, trang thông tin điện tử cung cấp đủ thông tin theo quy định; 100% "
        "xã, phường, thị trấn dùng hệ thống dịch vụ công trực tuyến mức độ 3, 4 và một cửa điện tử; 100% xã nông thôn mới có trang "
        "thông tin điện tử.",
        "<b>c)</b> Hạ tầng: duy trì, mở rộng Trung tâm tích hợp dữ liệu và có phương án dự phòng; hoàn thành các dự án đã được phê "
        "duyệt đúng tiến độ.")


def work(doc):
    doc.section("III. NỘI DUNG")
    doc.clause("1. Ứng dụng trong nội bộ cơ quan nhà nước")
    doc.items(
        "- Nâng cấp Văn phòng điện tử lên nền web với cơ sở dữ liệu tập trung; nâng cấp thư điện tử công vụ.",
        "- Xây dựng trục liên thông bốn cấp từ Trung ương đến xã; phối hợp với Ban Cơ yếu Chính phủ cấp chữ ký số chuyên dùng.",
        "- Trang bị phần mềm diệt vi-rút; khảo sát số liệu ICT-INDEX; số hóa hồ sơ hành chính; cập nhật Kiến trúc lên phiên bản 2.0.")
    doc.clause("2. Phục vụ người dân và doanh nghiệp")
    doc.items(
        "- Cung cấp thêm 100 - 200 dịch vụ công trực tuyến mức độ 3, 4, mở rộng đến cấp xã; phấn đấu 50% thủ tục hành chính của các "
        "sở, ngành, huyện, thành phố được cung cấp trực tuyến mức độ 3, 4.",
        "- Nâng cấp cổng, trang thông tin điện tử; hoàn thiện Cổng thông tin du lịch; lập Đề án Đô thị thông minh.")
    doc.clause("3. Nhân lực, hạ tầng và an toàn thông tin")
    doc.items(
        "- Cử cán bộ chuyên trách dự các lớp bồi dưỡng của Bộ; mở lớp trong tỉnh về quản trị mạng và an toàn thông tin.",
        "- Thí điểm nền tảng tích hợp, chia sẻ dữ liệu (LGSP); nâng cấp trung tâm dữ liệu; duy trì hội nghị truyền hình đến cấp xã; "
        "dùng mạng truyền số liệu chuyên dùng bốn cấp.",
        "- Cài phần mềm diệt vi-rút có bản quyền cho 100% máy tính theo Chỉ thị số 14/CT-TTg ngày 25/5/2018; duy trì Đội ứng cứu sự "
        "cố của tỉnh.")
    doc.section("IV. GIẢI PHÁP")
    doc.items(
        "<b>1.</b> Hoàn thiện quy chế, quy định về phần mềm dùng chung; cập nhật Kiến trúc Chính quyền điện tử.",
        "<b>2.</b> Kết hợp Chương trình mục tiêu CNTT giai đoạn 2016 - 2020 với kinh phí sự nghiệp; các đơn vị chủ động cân đối "
        "nguồn hằng năm; khuyến khích nguồn lực xã hội.",
        "<b>3.</b> Gắn ứng dụng CNTT với cải cách hành chính: chuẩn hóa quy trình, áp dụng TCVN ISO 9001:2015, bám bộ tiêu chí ban "
        "hành theo Quyết định số 1863/QĐ-UBND ngày 25/9/2018.",
        "<b>4.</b> Tăng trách nhiệm người đứng đầu; ưu tiên bố trí cán bộ chuyên trách từ cấp huyện trở lên; kiểm tra, đôn đốc "
        "thường xuyên.",
        "<b>5.</b> Phê duyệt cấp độ an toàn cho từng hệ thống; sao lưu, dự phòng dữ liệu theo quy chế của tỉnh.")


def money(doc):
    doc.section("V. KINH PHÍ")
    doc.p(f"Tổng nhu cầu kinh phí năm 2019 là {vn(80_157)} triệu đồng (tám mươi tỷ, một trăm năm mươi bảy triệu đồng), trong đó "
          f"ngân sách địa phương bố trí {vn(total(bang.TASKS_LOCAL))} triệu đồng, ngân sách Trung ương bố trí "
          f"{vn(total(bang.TASKS_CENTRAL))} triệu đồng. Danh mục tại Phụ lục II; phân theo cơ quan chủ trì như sau:")
    doc.p("Đơn vị tính: triệu đồng", "ChuThichBang")
    sums = bang.by_agency()
    rows = [(str(i), agency, str(n), vn(cost)) for i, (agency, (n, cost)) in enumerate(sums.items(), 1)]
    rows.append(("", "Tổng cộng", str(sum(n for n, _ in sums.values())), vn(sum(c for _, c in sums.values()))))
    doc.table([12, 83, 30, 40], rows, ["Giua", "Trai", "Giua", "Phai"],
              ("STT", "Cơ quan chủ trì", "Số nhiệm vụ", "Kinh phí"), bold_rows=(len(rows) - 1,))


def duties(doc):
    doc.section("VI. TỔ CHỨC THỰC HIỆN")
    doc.items(
        "<b>1. Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh:</b> theo dõi, đôn đốc, kiểm tra; định kỳ báo cáo UBND tỉnh.",
        "<b>2. Văn phòng UBND tỉnh:</b> phối hợp với Sở Thông tin và Truyền thông tổ chức thực hiện Kế hoạch.",
        "<b>3. Sở Thông tin và Truyền thông:</b> chủ trì hướng dẫn, giám sát, đánh giá, sơ kết, tổng kết; tổng hợp báo cáo UBND tỉnh "
        "và Bộ Thông tin và Truyền thông.",
        "<b>4. Sở Kế hoạch và Đầu tư, Sở Tài chính:</b> tham mưu bố trí kinh phí phù hợp với khả năng ngân sách.",
        "<b>5. Sở Nội vụ:</b> xây dựng kế hoạch phối hợp gắn CNTT với cải cách hành chính giai đoạn 2017 - 2020; tham mưu kiện toàn "
        "bộ máy, chính sách thu hút nhân lực CNTT, nhất là ở cấp huyện, cấp xã.",
        "<b>6. Sở Khoa học và Công nghệ:</b> kiểm tra việc đưa kết quả đề tài, dự án CNTT vào sử dụng; chuyển giao phần mềm đã ứng "
        "dụng hiệu quả ở địa phương khác.",
        "<b>7. Các sở, ban, ngành, UBND các huyện, thành phố:</b> xây dựng, phê duyệt và thực hiện kế hoạch năm 2019 của đơn vị "
        "mình; cân đối, huy động kinh phí; phối hợp để bảo đảm đồng bộ với kế hoạch chung của tỉnh.")
    doc.p("UBND tỉnh yêu cầu các cơ quan, đơn vị căn cứ nhiệm vụ được giao, chủ động triển khai thực hiện Kế hoạch này./.", "NoiDungCuoi")
    doc.signature(
        ["- Bộ Thông tin và Truyền thông (b/c);", "- TT Tỉnh ủy, TT HĐND tỉnh (b/c);", "- Chủ tịch, các PCT UBND tỉnh;",
         "- Các sở, ban, ngành;", "- UBND các huyện, thành phố;", "- C, PVP, các phòng: KGVX, TH, TH-CB;",
         "- Lưu: VT, KGVX(02)."],
        ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Nguyễn Thị Hường")


def appendix_2018(doc):
    doc.appendix("Phụ lục I", "CÁC DỰ ÁN THỰC HIỆN NĂM 2018", ATTACHED)
    doc.p("Đơn vị tính: triệu đồng. NSĐP: ngân sách địa phương; NSTW: ngân sách Trung ương", "ChuThichBang")
    rows = [(str(i), name, agency, vn(cost) if cost else bang.PILOT, source)
            for i, (name, agency, cost, source) in enumerate(bang.PROJECTS_2018, 1)]
    rows.append(("", "Tổng cộng", "", vn(total(bang.PROJECTS_2018)), ""))
    doc.table([13, 65, 44, 25, 18], rows, ["Giua", "Trai", "Trai", "Phai", "Giua"],
              ("STT", "Tên nhiệm vụ, dự án", "Cơ quan chủ trì", "Tổng mức đầu tư", "Nguồn vốn"), bold_rows=(len(rows) - 1,))


def appendix_2019(doc):
    doc.appendix("Phụ lục II", "DANH MỤC NHIỆM VỤ, DỰ ÁN NĂM 2019", ATTACHED)
    doc.p("Đơn vị tính: triệu đồng", "ChuThichBang")
    rows, bold, spans = [], [], {}
    number = 0
    for letter, title, tasks in (("A", "Ngân sách địa phương bố trí", bang.TASKS_LOCAL),
                                 ("B", "Ngân sách Trung ương bố trí", bang.TASKS_CENTRAL)):
        bold.append(len(rows))
        spans[(len(rows), 1)] = 3
        rows.append((letter, title, "", "", vn(total(tasks)), ""))
        for name, agency, cost, source in tasks:
            number += 1
            rows.append((str(number), name, agency, "Các đơn vị", vn(cost), source))
    bold.append(len(rows))
    spans[(len(rows), 1)] = 3
    rows.append(("C", "Tổng các nguồn vốn (A + B)", "", "", vn(80_157), ""))
    doc.table([13, 62, 34, 19, 18, 19], rows, ["Giua", "Trai", "Trai", "Giua", "Phai", "Giua"],
              ("STT", "Tên nhiệm vụ, dự án", "Cơ quan chủ trì", "Cơ quan phối hợp", "Nhu cầu kinh phí", "Đề xuất nguồn vốn"),
              bold_rows=bold, spans=spans)
    doc.p("Bằng chữ: Tám mươi tỷ, một trăm năm mươi bảy triệu đồng.", "ChuThichBang")


def main(out):
    doc = Document("Kế hoạch 153/KH-UBND", SUBJECT, "2018-11-16T08:00:00")
    for part in (opening, results, results_continued, goals, work, money, duties, appendix_2018, appendix_2019):
        part(doc)
    doc.save(out)


if __name__ == "__main__":
    main(sys.argv[1])
