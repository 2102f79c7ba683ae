"""Writes administrative documents in the form of Decree 30/2020 (Appendix I) as flat OpenDocument text.

One Document is one file: call the methods in reading order, then save() it and let LibreOffice make the PDF.
Lengths are millimetres. In a text, <b>…</b> and <i>…</i> mark bold and italic; runs of spaces are kept.
"""

import re
from xml.sax.saxutils import escape

from nd30_styles import SHELL, table_styles

TEXT_WIDTH = 165  # A4 less the margins: 30 mm on the left, 15 mm on the right
HEAD_LEFT = 64  # the column of the agency's name; the national title needs the rest to stand on one line
MOTTO_RULE = (19, 19)  # indents that make the line as long as the motto above it


def inline(text):
    """Turns the light markup of a text into OpenDocument elements."""
    out = escape(text)
    out = out.replace("&lt;b&gt;", '<text:span text:style-name="Dam">').replace("&lt;/b&gt;", "</text:span>")
    out = out.replace("&lt;i&gt;", '<text:span text:style-name="Nghieng">').replace("&lt;/i&gt;", "</text:span>")
    out = out.replace("\n", "<text:line-break/>")
    return re.sub("  +", lambda m: f' <text:s text:c="{len(m.group()) - 1}"/>', out)


def para(style, text):
    return f'<text:p text:style-name="{style}">{inline(text)}</text:p>'


class Document:
    def __init__(self, title, subject, date):
        self.meta = {"title": escape(title), "subject": escape(subject), "date": date}
        self.body, self.tables, self.forms, self.rules = [], [], [], []

    def p(self, text, style="NoiDung"):
        self.body.append(para(style, text))

    def items(self, *texts):
        for text in texts:
            self.p(text)

    def part(self, number, title):
        self.p(number, "Phan")
        self.p(title, "TenPhan")

    def section(self, text):
        self.p(text, "Muc")

    def clause(self, text):
        self.p(text, "Khoan")

    def rule(self, indent_left, indent_right):
        """A paragraph that is nothing but a line, drawn between two indents of its column or page."""
        name = f"Ke{len(self.rules)}"
        self.rules.append((name, indent_left, indent_right))
        return f'<text:p text:style-name="{name}"/>'

    def table(self, widths, rows, aligns, header=(), bold_rows=(), style="O", spans=None):
        """A ruled table. Its header repeats on every page and no row is cut by the end of a page.

        spans maps (row, column) to the columns that the cell covers; the cells it covers stay in rows, empty.
        """
        name = f"Bang{len(self.tables)}"
        self.tables.append((name, widths))
        out = [f'<table:table table:name="{name}" table:style-name="{name}">']
        out += [f'<table:table-column table:style-name="{name}.{i}"/>' for i in range(len(widths))]
        if header:
            cells = "".join(self._cell(para(style + "Dau", h)) for h in header)
            out.append(f'<table:table-header-rows><table:table-row table:style-name="Hang">{cells}'
                       "</table:table-row></table:table-header-rows>")
        for r, row in enumerate(rows):
            out.append(self._row(r, row, aligns, r in bold_rows, style, spans or {}))
        self.body.append("".join(out) + "</table:table>")

    def _row(self, r, row, aligns, bold, style, spans):
        cells, covered = [], 0
        for c, text in enumerate(row):
            if covered:
                covered -= 1
                cells.append("<table:covered-table-cell/>")
                continue
            covered = spans.get((r, c), 1) - 1
            span = f' table:number-columns-spanned="{covered + 1}"' if covered else ""
            text = f"<b>{text}</b>" if bold and text else text
            cells.append(self._cell(para(style + aligns[c], text), span))
        return f'<table:table-row table:style-name="Hang">{"".join(cells)}</table:table-row>'

    @staticmethod
    def _cell(content, attributes="", style="OKe"):
        return f'<table:table-cell table:style-name="{style}"{attributes}>{content}</table:table-cell>'

    def _columns(self, left_width, *rows):
        """Two columns without lines, kept on one page: the head of a document and its signature block."""
        name = f"Khoi{len(self.tables)}"
        self.tables.append((name, [left_width, TEXT_WIDTH - left_width]))
        out = "".join(f'<table:table-row table:style-name="Hang">{self._cell(left, style="OTrong")}'
                      f'{self._cell(right, style="OTrong")}</table:table-row>' for left, right in rows)
        self.body.append(f'<table:table table:name="{name}" table:style-name="{name}"><table:table-column '
                         f'table:style-name="{name}.0"/><table:table-column table:style-name="{name}.1"/>{out}</table:table>')

    def head(self, agency, number, place_date, parent="", below_number="", rule=24):
        """The national title, the agency, the number and the date (boxes 1 to 4; 5b and 10b in below_number)."""
        left = (para("ChuQuan", parent) if parent else "") + para("CoQuan", agency)
        left += self.rule((HEAD_LEFT - rule) / 2, (HEAD_LEFT - rule) / 2)
        right = para("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + para("TieuNgu", "Độc lập - Tự do - Hạnh phúc")
        right += self.rule(*MOTTO_RULE)
        self._columns(HEAD_LEFT, (left, right), (self._line("SoKyHieu", number) + below_number, self._line("NgayThang", place_date)))

    @staticmethod
    def _line(style, content):
        """A line of text, or of ready-made OpenDocument where it holds form fields."""
        return content if content.startswith("<text:p") else para(style, content)

    def title(self, kind, subject, rule=50):
        """The kind of the document and what it is about (box 5a), with the line below."""
        self.p(kind, "TenLoai")
        self.p(subject, "TrichYeu")
        self.body.append(self.rule((TEXT_WIDTH - rule) / 2, (TEXT_WIDTH - rule) / 2))
        self.p("", "Cach")

    def field(self, name, width):
        """A form field for one line of text, to stand inside a line of the head."""
        self.forms.append(
            f'<form:text form:name="{name}" form:id="{name}" form:max-length="20" '
            'form:control-implementation="ooo:com.sun.star.form.component.TextField"/>')
        return (f'<draw:control text:anchor-type="as-char" svg:y="-4.6mm" svg:width="{width}mm" svg:height="6mm" '
                f'draw:control="{name}" draw:style-name="OBieuMau" draw:text-style-name="ChuBieuMau"/>')

    def signature(self, recipients, posts, name, room=27):
        """The recipients, and the post and name of the signer with room for the signature's image (boxes 7, 8, 9b)."""
        left = para("NoiNhan", "Nơi nhận:") + "".join(para("NoiNhanDong", r) for r in recipients)
        right = "".join(para("ChucVu", post) for post in posts)
        self.rules.append(("ChoKy", None, room))
        self._columns(82, (left, right + '<text:p text:style-name="ChoKy"/>' + para("HoTen", name)))

    def appendix(self, number, title, attached_to, rule=40):
        """Starts an appendix on a new page; its pages count from 1 again and the first shows no number."""
        self.p(number, "PhuLuc")
        self.p(title, "TenPhuLuc")
        self.p(attached_to, "KemTheo")
        self.body.append(self.rule((TEXT_WIDTH - rule) / 2, (TEXT_WIDTH - rule) / 2))
        self.p("", "Cach")

    def save(self, path):
        styles = table_styles(self.tables, self.rules)
        forms = ""
        if self.forms:
            forms = ('<office:forms form:automatic-focus="false" form:apply-design-mode="false">'
                     f'<form:form form:name="van-ban">{"".join(self.forms)}</form:form></office:forms>')
        with open(path, "w", encoding="utf-8") as out:
            out.write(SHELL % {**self.meta, "styles": styles, "body": forms + "\n".join(self.body)})
