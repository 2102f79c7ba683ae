#!/bin/sh
# Looks at every finished document with tools of other people: sound structure, embedded fonts, right Vietnamese text.
# Usage: check.sh DOCUMENTS-DIR
set -eu
cd "$1"
bad=0

fail() {
	echo "$1: $2" >&2
	bad=1
}

# expect FILE TEXT...: each text stands in the file, in this order, letter by letter.
expect() {
	file=$1
	shift
	rest=$(pdftotext -layout "$file" - | tr -s ' \n\f' ' ')
	for text; do
		case $rest in
		*"$text"*) rest=${rest#*"$text"} ;;
		*) fail "$file" "no '$text' in its place" ;;
		esac
	done
}

for file in *.pdf variants/*.pdf; do
	qpdf --check "$file" >/dev/null 2>&1 || fail "$file" "qpdf finds faults"
	mutool info "$file" >/dev/null 2>&1 || fail "$file" "mutool cannot read it"
	# A form names a standard font for what will be typed into it; text that is there has its font with it.
	case $file in *-bieu-mau.pdf) outside=Helvetica ;; *) outside= ;; esac
	pdffonts "$file" | awk -v outside="$outside" 'NR > 2 && $1 != outside && $(NF-4) != "yes" { bad = 1 } END { exit bad }' || fail "$file" "a font is not embedded"
done

plan=153-KH-UBND-ke-hoach-ung-dung-cntt-2019.pdf
expect $plan "ỦY BAN NHÂN DÂN" "Số: 153/KH-UBND" "Lạng Sơn, ngày 16 tháng 11 năm 2018" "KẾ HOẠCH" "Ứng dụng công nghệ thông tin" \
	"eOffice đã đến 36 cơ quan" "Tổng cộng 20 80.157" "KT. CHỦ TỊCH" "PHÓ CHỦ TỊCH" "Nguyễn Thị Hường" "Tổng cộng 26.992" "80.157"
expect 215-QD-UBND-quyet-dinh-quy-che.pdf "Số: 215/QĐ-UBND" "ngày 03 tháng 02 năm 2026" "QUYẾT ĐỊNH" "Điều 1." "TM. ỦY BAN NHÂN DÂN" \
	"Trần Văn Nghĩa" "QUY CHẾ" "Điều 10." "Thượng khẩn"
expect 12-UBND-VX-cong-van-chu-ky-so.pdf "Số: 12/UBND-VX" "Kính gửi" "202.100 174.872" "PHÓ CHỦ TỊCH" "Đỗ Thị Ngọc Huyền" "Phụ lục"
expect 07-GM-SNV-giay-moi-hop.pdf "SỞ NỘI VỤ" "07/GM-SNV" "KHẨN" "GIẤY MỜI" "PHÓ GIÁM ĐỐC" "Lương Thị Quỳnh Ngữ" "Thượng Mẫu" "51"
expect chua-so-quyet-dinh.pdf "Số: /QĐ-UBND" "ngày tháng năm 2026" "QUYẾT ĐỊNH" "Vũ Thị Mỹ Ngữ"
[ -z "$(pdftotext 12-UBND-VX-cong-van-ban-quet.pdf - | tr -d '\f\n ')" ] || fail "ban-quet" "a scan holds no text"

size=$(cat ./*.pdf variants/*.pdf | wc -c)
[ "$size" -lt 6000000 ] || fail "testdata/documents" "$size bytes, more than 6 MB"
exit $bad
