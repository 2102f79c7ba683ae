#!/usr/bin/env python3
"""A decision whose number and date are still blank, as a leader gets it for signing; with --form the blanks are form fields.

The commune and every person are invented. Usage: quyet_dinh_chua_so.py OUT.fodt [--form]
"""

import sys

from nd30 import Document

# (name, post, kind of device, its number)
DEVICES = [
    ("Vũ Thị Mỹ Ngữ", "Chủ tịch", "Cá nhân", "MAU-00127"),
    ("Lý Đức Thưởng", "Phó Chủ tịch", "Cá nhân", "MAU-00128"),
    ("Hứa Thị Ngọc Ánh", "Phó Chủ tịch", "Cá nhân", "MAU-00129"),
    ("Nguyễn Quốc Dũng", "Trưởng phòng Kinh tế", "Cá nhân", "MAU-00131"),
    ("Đặng Thị Huyền Trâm", "Văn thư", "Cơ quan", "MAU-00045"),
    ("Đặng Thị Huyền Trâm", "Văn thư", "Cá nhân", "MAU-00132"),
]


def opening(doc, form):
    number, date = "Số:         /QĐ-UBND", "Bản Mẫu, ngày       tháng       năm 2026"
    if form:
        number = ('<text:p text:style-name="SoKyHieu">Số: ' + doc.field("so", 14) + "/QĐ-UBND</text:p>")
        date = ('<text:p text:style-name="NgayThang">Bản Mẫu, ngày ' + doc.field("ngay", 9) + " tháng "
                + doc.field("thang", 9) + " năm 2026</text:p>")
    doc.head("ỦY BAN NHÂN DÂN\nXÃ BẢN MẪU", number, date)
    doc.title("QUYẾT ĐỊNH", "Về việc giao quản lý, sử dụng thiết bị lưu khóa bí mật\ncủa Ủy ban nhân dân xã Bản Mẫu")
    doc.p("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BẢN MẪU", "Giua")
    for basis in ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
                  "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
                  "Căn cứ Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ quy định về chữ ký số chuyên dùng công vụ;",
                  "Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã."):
        doc.p(basis, "CanCu")
    doc.p("QUYẾT ĐỊNH:", "Giua")


def articles(doc):
    doc.p("<b>Điều 1.</b> Giao các cá nhân có tên dưới đây quản lý, sử dụng thiết bị lưu khóa bí mật:")
    doc.table([13, 50, 45, 25, 32], [(str(i), *row) for i, row in enumerate(DEVICES, 1)],
              ["Giua", "Trai", "Trai", "Giua", "Giua"], ("STT", "Họ và tên", "Chức vụ", "Loại", "Số thiết bị"))
    doc.items(
        "<b>Điều 2.</b> Người được giao có trách nhiệm:",
        "1. Tự bảo quản thiết bị và mã PIN; không cho mượn, không để mã PIN cùng nơi với thiết bị.",
        "2. Báo ngay cho Văn phòng khi thiết bị bị mất, hỏng, bị khóa hoặc khi thông tin trên chứng thư không còn đúng.",
        "3. Văn thư chỉ ký số của cơ quan vào văn bản đã có chữ ký số hợp lệ của người có thẩm quyền và để thiết bị của cơ quan tại "
        "trụ sở; khi giao cho người khác phải có văn bản đồng ý và lập biên bản.",
        "<b>Điều 3.</b> Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã mở sổ theo dõi thiết bị, nhắc gia hạn chứng thư trước khi hết "
        "hạn ít nhất 30 ngày và thu hồi thiết bị khi người được giao nghỉ việc, chuyển công tác.",
        "<b>Điều 4.</b> Quyết định này có hiệu lực kể từ ngày ký.")
    doc.p("Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng các phòng chuyên môn và các cá nhân có tên tại Điều 1 chịu "
          "trách nhiệm thi hành Quyết định này./.", "NoiDungCuoi")
    doc.signature(["- Như Điều 4;", "- Sở Khoa học và Công nghệ (để biết);", "- TT Đảng ủy, TT HĐND xã (b/c);", "- Lưu: VT(02)."],
                  ["CHỦ TỊCH"], "Vũ Thị Mỹ Ngữ")


if __name__ == "__main__":
    decision = Document("Quyết định (chưa cấp số)", "Về việc giao quản lý, sử dụng thiết bị lưu khóa bí mật của Ủy ban nhân dân xã Bản Mẫu",
                        "2026-11-23T08:00:00")
    opening(decision, "--form" in sys.argv[2:])
    articles(decision)
    decision.save(sys.argv[1])
