"""Styles of Decree 30/2020, Appendix I, parts I and IV: paper, margins, type sizes, for nd30.py."""

NAMESPACES = " ".join(f'xmlns:{k}="{v}"' for k, v in {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "ooo": "http://openoffice.org/2004/office",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}.items())

FONT = "Liberation Serif"  # the metrics of Times New Roman, with every Vietnamese letter

# name: (size in points, text properties, paragraph properties, page that it starts)
PARAGRAPHS = {
    "NoiDung": (14, "", 'fo:text-align="justify" fo:text-indent="12.7mm" fo:margin-bottom="6pt" fo:orphans="2" fo:widows="2"', ""),
    "NoiDungCuoi": (14, "", 'fo:text-align="justify" fo:text-indent="12.7mm" fo:margin-bottom="12pt" fo:keep-with-next="always"', ""),
    "CanCu": (14, "i", 'fo:text-align="justify" fo:text-indent="12.7mm" fo:margin-bottom="6pt"', ""),
    "Giua": (14, "b", 'fo:text-align="center" fo:margin-top="6pt" fo:margin-bottom="6pt" fo:keep-with-next="always"', ""),
    "Phan": (14, "b", 'fo:text-align="center" fo:margin-top="10pt" fo:keep-with-next="always"', ""),
    "TenPhan": (14, "b", 'fo:text-align="center" fo:margin-bottom="8pt" fo:keep-with-next="always"', ""),
    "Muc": (14, "b", 'fo:text-align="justify" fo:text-indent="12.7mm" fo:margin-top="4pt" fo:margin-bottom="6pt" fo:keep-with-next="always"', ""),
    "Khoan": (14, "b", 'fo:text-align="justify" fo:text-indent="12.7mm" fo:margin-bottom="6pt" fo:keep-with-next="always"', ""),
    "ChuQuan": (13, "", 'fo:text-align="center"', ""),
    "CoQuan": (13, "b", 'fo:text-align="center"', ""),
    "QuocHieu": (13, "b", 'fo:text-align="center"', ""),
    "TieuNgu": (14, "b", 'fo:text-align="center"', ""),
    "SoKyHieu": (13, "", 'fo:text-align="center" fo:margin-top="8pt"', ""),
    "Khan": (13, "br", 'fo:text-align="center" fo:margin-left="22mm" fo:margin-right="22mm" fo:margin-top="6pt" fo:border="1pt solid #ff0000" fo:padding="1.1mm"', ""),
    "VeViec": (12, "", 'fo:text-align="center" fo:margin-top="6pt"', ""),
    "NgayThang": (14, "i", 'fo:text-align="center" fo:margin-top="7pt"', ""),
    "TenLoai": (14, "b", 'fo:text-align="center" fo:margin-top="16pt"', ""),
    "TrichYeu": (14, "b", 'fo:text-align="center"', ""),
    "Cach": (6, "", "", ""),
    "ChuThichBang": (13, "i", 'fo:text-align="right" fo:margin-bottom="3pt" fo:keep-with-next="always"', ""),
    "NoiNhan": (12, "bi", "", ""),
    "NoiNhanDong": (11, "", "", ""),
    "ChucVu": (14, "b", 'fo:text-align="center"', ""),
    "HoTen": (14, "b", 'fo:text-align="center"', ""),
    "PhuLuc": (14, "b", 'fo:text-align="center" style:page-number="1"', "PhuLucDau"),
    "TenPhuLuc": (14, "b", 'fo:text-align="center"', ""),
    "KemTheo": (14, "i", 'fo:text-align="center"', ""),
    "ODau": (12, "b", 'fo:line-height="100%%" fo:text-align="center"', ""),
    "OGiua": (12, "", 'fo:line-height="100%%" fo:text-align="center"', ""),
    "OTrai": (12, "", 'fo:line-height="100%%" fo:text-align="start"', ""),
    "OPhai": (12, "", 'fo:line-height="100%%" fo:text-align="end"', ""),
    "SoTrang": (13, "", 'fo:text-align="center"', ""),
}

LETTERS = {"b": 'fo:font-weight="bold"', "i": 'fo:font-style="italic"', "r": 'fo:color="#ff0000"'}


def paragraph_style(name, size, letters, properties, page):
    text = " ".join(LETTERS[letter] for letter in letters)
    start = f' style:master-page-name="{page}"' if page else ""
    return (f'<style:style style:name="{name}" style:family="paragraph"{start}><style:paragraph-properties '
            f'{properties}/><style:text-properties fo:font-size="{size}pt" {text}/></style:style>')


def page_layout(name, header):
    """The page number stands in the top margin: 12 mm from the edge, the text at 20 mm either way."""
    head = ('<style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-bottom="2mm"/>'
            "</style:header-style>") if header else ""
    top = 12 if header else 20
    return (f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="210mm" '
            f'fo:page-height="297mm" fo:margin-top="{top}mm" fo:margin-bottom="20mm" fo:margin-left="30mm" '
            f'fo:margin-right="15mm" style:print-orientation="portrait"/>{head}</style:page-layout>')


def master_page(name, layout, following):
    head = ""
    if layout == "CoSo":
        head = ('<style:header><text:p text:style-name="SoTrang"><text:page-number text:select-page="current">'
                "</text:page-number></text:p></style:header>")
    return (f'<style:master-page style:name="{name}" style:page-layout-name="{layout}" '
            f'style:next-style-name="{following}">{head}</style:master-page>')


def table_styles(tables, rules):
    """The column widths of every table, and the paragraphs that are lines or room for a signature."""
    out = []
    for name, widths in tables:
        out.append(f'<style:style style:name="{name}" style:family="table"><style:table-properties '
                   f'style:width="{sum(widths)}mm" table:align="center" fo:margin-bottom="2mm"/></style:style>')
        for i, width in enumerate(widths):
            out.append(f'<style:style style:name="{name}.{i}" style:family="table-column">'
                       f'<style:table-column-properties style:column-width="{width}mm"/></style:style>')
    for name, left, right in rules:
        if left is None:
            paragraph = f'fo:margin-top="{right}mm" fo:line-height="1pt"'
        else:
            paragraph = (f'fo:margin-left="{left}mm" fo:margin-right="{right}mm" fo:margin-top="1pt" '
                         'fo:border-top="0.6pt solid #000000" fo:line-height="2pt"')
        out.append(f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties '
                   f'{paragraph}/><style:text-properties fo:font-size="2pt"/></style:style>')
    return "\n".join(out)


SHELL = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>%(title)s</dc:title><dc:subject>%(subject)s</dc:subject>
<meta:creation-date>%(date)s</meta:creation-date><dc:date>%(date)s</dc:date><dc:language>vi-VN</dc:language></office:meta>
<office:font-face-decls><style:font-face style:name="{FONT}" svg:font-family="'{FONT}'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="112%%"/>
<style:text-properties style:font-name="{FONT}" fo:font-size="14pt" fo:language="vi" fo:country="VN" fo:color="#000000"/></style:default-style>
<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>
<style:style style:name="Dam" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Nghieng" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
{chr(10).join(paragraph_style(name, *rest) for name, rest in PARAGRAPHS.items())}
</office:styles>
<office:automatic-styles>
{page_layout("KhongSo", False)}{page_layout("CoSo", True)}
<style:style style:name="Hang" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
<style:style style:name="OBieuMau" style:family="graphic"><style:graphic-properties fo:border="none" fo:background-color="#eef3fb" style:vertical-pos="from-top" style:vertical-rel="baseline"/></style:style>
<style:style style:name="ChuBieuMau" style:family="paragraph"><style:text-properties style:font-name="{FONT}" fo:font-size="13pt"/></style:style>
<style:style style:name="OTrong" style:family="table-cell"><style:table-cell-properties fo:padding="0mm" fo:border="none"/></style:style>
<style:style style:name="OKe" style:family="table-cell"><style:table-cell-properties fo:padding-left="1.2mm" fo:padding-right="1.2mm" fo:padding-top="0.8mm" fo:padding-bottom="0.8mm" fo:border="0.5pt solid #000000" style:vertical-align="middle"/></style:style>
%(styles)s
</office:automatic-styles>
<office:master-styles>{master_page("Standard", "KhongSo", "TrangSau")}{master_page("TrangSau", "CoSo", "TrangSau")}
{master_page("PhuLucDau", "KhongSo", "PhuLucSau")}{master_page("PhuLucSau", "CoSo", "PhuLucSau")}</office:master-styles>
<office:body><office:text>
%(body)s
</office:text></office:body></office:document>
"""
