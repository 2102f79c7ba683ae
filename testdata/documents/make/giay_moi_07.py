#!/usr/bin/env python3
"""Invitation 07/GM-SNV of an invented province's Department of Home Affairs, urgent, with two appendices.

The signer, Lương Thị Quỳnh Ngữ, is invented. Usage: giay_moi_07.py OUT.fodt
"""

import sys

from nd30 import Document, para

ATTACHED = "(Kèm theo Giấy mời số         /GM-SNV ngày       tháng       năm\ncủa Sở Nội vụ tỉnh Mẫu)"

PROGRAMME = [
    ("13 giờ 30", "Đón tiếp đại biểu, phát tài liệu", "Văn phòng Sở"),
    ("14 giờ 00", "Tuyên bố lý do, giới thiệu đại biểu", "Văn phòng Sở"),
    ("14 giờ 10", "Báo cáo tình hình đăng ký văn bản đến và lập hồ sơ điện tử mười tháng đầu năm 2026", "Phòng Văn thư - Lưu trữ"),
    ("14 giờ 40", "Trình diễn quy trình ký số của người có thẩm quyền, cấp số, ký số của cơ quan và phát hành", "Sở Khoa học và Công nghệ"),
    ("15 giờ 10", "Ý kiến của các xã, phường về đăng ký văn bản khi mất kết nối mạng", "Đại biểu xã, phường"),
    ("15 giờ 50", "Nghỉ giữa giờ", ""),
    ("16 giờ 05", "Thảo luận, giải đáp vướng mắc", "Chủ trì cuộc họp"),
    ("16 giờ 45", "Kết luận cuộc họp", "Lãnh đạo Sở Nội vụ"),
]

# (agency, who comes, number of people)
GUESTS = [
    ("Văn phòng Ủy ban nhân dân tỉnh", "Lãnh đạo Văn phòng; Trưởng phòng Hành chính - Tổ chức; văn thư", 3),
    ("Sở Khoa học và Công nghệ", "Lãnh đạo Sở; Giám đốc Trung tâm Chuyển đổi số; 02 kỹ thuật viên", 4),
    ("Sở Tài chính", "Lãnh đạo Sở; Chánh Văn phòng", 2),
    ("Sở Tư pháp", "Chánh Văn phòng; văn thư", 2),
    ("Sở Y tế", "Chánh Văn phòng; văn thư", 2),
    ("Sở Giáo dục và Đào tạo", "Chánh Văn phòng; văn thư", 2),
    ("Sở Nông nghiệp và Môi trường", "Chánh Văn phòng; văn thư", 2),
    ("Sở Xây dựng", "Chánh Văn phòng; văn thư", 2),
    ("Sở Công Thương", "Chánh Văn phòng; văn thư", 2),
    ("Sở Văn hóa, Thể thao và Du lịch", "Chánh Văn phòng; văn thư", 2),
    ("Thanh tra tỉnh", "Chánh Văn phòng; văn thư", 2),
    ("Ban Quản lý khu kinh tế", "Chánh Văn phòng; văn thư", 2),
    ("Công an tỉnh", "Đại diện Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao", 1),
    ("Lưu trữ lịch sử tỉnh", "Giám đốc Trung tâm; 01 viên chức", 2),
    ("Ủy ban nhân dân phường Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân phường Ngọc Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân xã Bản Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân xã Đèo Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân xã Khuổi Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân xã Lũng Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân xã Nà Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân xã Phiêng Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân xã Thượng Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Ủy ban nhân dân xã Yên Mẫu", "Phó Chủ tịch; văn thư", 2),
    ("Báo và Phát thanh, Truyền hình tỉnh", "01 phóng viên", 1),
]
TOTAL = 51


def opening(doc):
    doc.head("SỞ NỘI VỤ", "Số: 07/GM-SNV", "Mẫu, ngày 20 tháng 11 năm 2026", parent="ỦY BAN NHÂN DÂN\nTỈNH MẪU",
             below_number=para("Khan", "KHẨN"), rule=18)
    doc.title("GIẤY MỜI", "Họp triển khai đăng ký, ký số và phát hành văn bản điện tử\ntrên hệ thống mới", rule=52)


def invitation(doc):
    doc.p("Sở Nội vụ trân trọng kính mời Ông (Bà) có tên theo thành phần tại Phụ lục II tới dự cuộc họp triển khai đăng ký, ký số "
          "và phát hành văn bản điện tử trên hệ thống mới.")
    doc.items(
        "<b>1. Chủ trì:</b> Bà Lương Thị Quỳnh Ngữ, Phó Giám đốc Sở Nội vụ.",
        "<b>2. Thời gian:</b> 14 giờ 00, thứ Sáu, ngày 27 tháng 11 năm 2026.",
        "<b>3. Địa điểm:</b> Hội trường tầng 2, Sở Nội vụ, đường Hùng Vương, phường Mẫu, tỉnh Mẫu.",
        f"<b>4. Thành phần:</b> {TOTAL} đại biểu của {len(GUESTS)} cơ quan, đơn vị. Chương trình tại Phụ lục I.",
        "<b>5. Chuẩn bị:</b> Mỗi xã, phường mang theo một máy tính xách tay và thiết bị lưu khóa bí mật của cơ quan để thực hành.")
    doc.p("Đề nghị các cơ quan, đơn vị xác nhận tham dự trên hệ thống trước 16 giờ 30 ngày 25 tháng 11 năm 2026./.", "NoiDungCuoi")
    doc.signature(["- Như thành phần mời;", "- Giám đốc Sở (b/c);", "- Các PGĐ Sở;", "- Lưu: VT, VTLT(01)."],
                  ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "Lương Thị Quỳnh Ngữ")


def appendices(doc):
    doc.appendix("Phụ lục I", "CHƯƠNG TRÌNH CUỘC HỌP", ATTACHED)
    doc.table([13, 26, 82, 44], [(str(i), *row) for i, row in enumerate(PROGRAMME, 1)], ["Giua", "Giua", "Trai", "Trai"],
              ("STT", "Thời gian", "Nội dung", "Thực hiện"))
    doc.appendix("Phụ lục II", "THÀNH PHẦN THAM DỰ", ATTACHED)
    assert sum(guest[2] for guest in GUESTS) == TOTAL
    rows = [(str(i), agency, who, f"{n:02}") for i, (agency, who, n) in enumerate(GUESTS, 1)]
    rows.append(("", "Tổng cộng", "", str(TOTAL)))
    doc.table([13, 60, 70, 22], rows, ["Giua", "Trai", "Trai", "Giua"], ("STT", "Cơ quan, đơn vị", "Thành phần", "Số người"),
              bold_rows=(len(rows) - 1,))


if __name__ == "__main__":
    invitation_07 = Document("Giấy mời 07/GM-SNV", "Họp triển khai đăng ký, ký số và phát hành văn bản điện tử trên hệ thống mới",
                             "2026-11-20T08:00:00")
    for part in (opening, invitation, appendices):
        part(invitation_07)
    invitation_07.save(sys.argv[1])
