"""The figures of plan 153/KH-UBND of 16/11/2018: projects, costs (million đồng) and their totals, checked here."""

LOCAL, CENTRAL, BOTH = "NSĐP", "NSTW", "NSTW + NSĐP"
STTTT, VPUB = "Sở Thông tin và Truyền thông", "Văn phòng UBND tỉnh"
PILOT = "Thuê dịch vụ"

# (project, agency in charge, cost or None where a service is rented as a pilot, source)
PROJECTS_2018 = [
    ("Ứng dụng công nghệ thông tin trong các cơ quan Đảng của tỉnh", "Văn phòng Tỉnh ủy", 7500, LOCAL),
    ("Nâng cấp Cổng thông tin điện tử tỉnh", VPUB, 1600, LOCAL),
    ("Phần mềm bệnh án điện tử và đấu thầu thuốc; hạ tầng công nghệ thông tin cho Bệnh viện Y học cổ truyền", "Sở Y tế", 2750, LOCAL),
    ("Hệ thống hội nghị trực tuyến ngành y tế từ tỉnh đến huyện", "Sở Y tế", 440, LOCAL),
    ("Phần mềm quản lý cơ sở dữ liệu công chứng", "Sở Tư pháp", 520, LOCAL),
    ("Xây dựng Cổng thông tin điện tử hỗ trợ doanh nghiệp", STTTT, 487, LOCAL),
    ("Hệ thống hội nghị trực tuyến đến cấp xã", STTTT, 6815, LOCAL),
    ("Nâng cấp, mở rộng Trung tâm tích hợp dữ liệu của tỉnh", STTTT, 800, LOCAL),
    ("Triển khai chứng thư số cho các cơ quan, đơn vị", STTTT, 500, LOCAL),
    ("Chuyển đổi, tạo lập cơ sở dữ liệu phục vụ xử lý hồ sơ hành chính", STTTT, 1800, CENTRAL),
    ("Hệ thống camera kiểm soát an ninh tại Trại tạm giam", "Công an tỉnh", 183, LOCAL),
    ("Ứng dụng công nghệ thông tin trong quản lý đào tạo", "Trường Chính trị Hoàng Văn Thụ", 1077, LOCAL),
    ("Phần mềm quản lý đào tạo", "Trường Cao đẳng nghề", 720, LOCAL),
    ("Phần mềm quản lý tiền lương, biên chế", "Sở Tài chính", 1800, LOCAL),
    ("Cổng thông tin du lịch", "Sở Văn hóa, Thể thao và Du lịch", None, LOCAL),
    ("Hệ thống camera giám sát giao thông", "Ban An toàn giao thông tỉnh", None, LOCAL),
]

# (task, agency in charge, cost, source)
TASKS_LOCAL = [
    ("Duy trì hoạt động Trung tâm tích hợp dữ liệu của tỉnh", STTTT, 219, LOCAL),
    ("Triển khai hệ thống chứng thực điện tử và chữ ký số", STTTT, 500, LOCAL),
    ("Khảo sát, thu thập số liệu mức độ sẵn sàng ứng dụng CNTT (ICT)", STTTT, 100, LOCAL),
    ("Trang bị phần mềm phòng, chống vi-rút cho máy tính của các cơ quan hành chính nhà nước trong tỉnh", STTTT, 500, LOCAL),
    ("Nâng cấp Trung tâm tích hợp dữ liệu (thư điện tử công vụ, tường lửa, thiết bị lọc thư)", STTTT, 960, LOCAL),
    ("Duy trì khung Kiến trúc Chính quyền điện tử hằng năm", STTTT, 200, LOCAL),
    ("Đào tạo, tập huấn cán bộ chuyên trách về CNTT", STTTT, 50, LOCAL),
    ("Nâng cấp hệ thống Văn phòng điện tử của các đơn vị lên phiên bản nền web cho toàn tỉnh", STTTT, 2450, LOCAL),
    ("Xây dựng Đề án Đô thị thông minh", STTTT, 500, LOCAL),
    ("Trang thiết bị cho bộ phận tiếp nhận và trả kết quả để đưa dịch vụ công trực tuyến, một cửa điện tử đến cấp xã", STTTT, 5300, LOCAL),
    ("Duy trì Cổng thông tin điện tử hỗ trợ doanh nghiệp", "Sở Kế hoạch và Đầu tư", 150, LOCAL),
    ("Giải pháp bảo đảm an toàn thông tin cho hệ thống CNTT của UBND tỉnh", VPUB, 340, LOCAL),
    ("Hoàn thiện liên thông văn bản trong tỉnh và với trục liên thông quốc gia; phần mềm quản lý nhiệm vụ; nâng cấp trang Công báo điện tử", VPUB, 600, LOCAL),
    ("Bồi dưỡng, đào tạo, tập huấn chuyên sâu", VPUB, 50, LOCAL),
]

TASKS_CENTRAL = [
    ("Duy trì thuê dịch vụ CNTT: dịch vụ công trực tuyến và một cửa điện tử liên thông", STTTT, 2278, CENTRAL),
    ("Xây dựng nền tảng tích hợp, liên thông, chia sẻ dữ liệu (LGSP)", STTTT, 10000, BOTH),
    ("Xây dựng Trung tâm giám sát, cảnh báo, xử lý an toàn thông tin", STTTT, 10000, BOTH),
    ("Phần mềm cơ sở dữ liệu tài chính phục vụ điều hành và quyết toán ngân sách", "Sở Tài chính", 5960, BOTH),
    ("Xây dựng Trung tâm tích hợp dữ liệu tỉnh Lạng Sơn (Data Center)", STTTT, 35000, BOTH),
    ("Chuẩn hóa, tạo lập, chuyển đổi cơ sở dữ liệu", STTTT, 5000, BOTH),
]


def total(rows):
    return sum(row[2] or 0 for row in rows)


def vn(number):
    """1234567 as 1.234.567, as Vietnamese writes it."""
    return f"{number:,}".replace(",", ".")


def by_agency():
    """The tasks of 2019 by the agency in charge, in the order in which the agencies first appear."""
    sums = {}
    for _, agency, cost, _ in TASKS_LOCAL + TASKS_CENTRAL:
        count, money = sums.get(agency, (0, 0))
        sums[agency] = (count + 1, money + cost)
    return sums


# The totals that the plan states. The rows must add up to them.
assert total(TASKS_LOCAL) == 11_919
assert total(TASKS_CENTRAL) == 68_238
assert total(TASKS_LOCAL) + total(TASKS_CENTRAL) == 80_157
assert sum(money for _, money in by_agency().values()) == 80_157
assert total(PROJECTS_2018) == 26_992
