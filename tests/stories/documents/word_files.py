"""Word documents written part by part, sound and hostile ones."""

from __future__ import annotations

import zipfile
from pathlib import Path

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OPEN = "http://schemas.openxmlformats.org/package/2006"
TYPES = f"""{HEAD}<Types xmlns="{OPEN}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="jpeg" ContentType="image/jpeg"/>
<Default Extension="emf" ContentType="image/x-emf"/>
<Override PartName="/word/document.xml" ContentType="{OFFICE}document.main+xml"/>
</Types>"""
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = f"""{HEAD}<Relationships xmlns="{OPEN}/relationships">
<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>
</Relationships>"""
STYLES = f"""{HEAD}<w:styles {NAMESPACES}>""" + "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in {
        "Titel": "Title", "Untertitel": "Subtitle", "berschrift1": "heading 1",
        "berschrift2": "heading 2", "Beschriftung": "caption", "Zitat": "Quote",
        "Funotentext": "footnote text", "Byline": "Byline", "PhotoCredit": "Photo Credit",
    }.items()
) + "</w:styles>"  # fmt: skip
NUMBERS = f"""{HEAD}<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
NOTES = f"""{HEAD}<w:footnotes {NAMESPACES}><w:footnote w:id="1">
<w:p><w:pPr><w:pStyle w:val="Funotentext"/></w:pPr>
<w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> Notice 14 of the office.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""
CORE = f"""{HEAD}<cp:coreProperties xmlns:cp="{OPEN}/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Pilots, draft 3</dc:title>
<dc:creator>Ida Holm</dc:creator>
</cp:coreProperties>"""


def run(text, *, bold=False, italic=False):
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, style="", level=None):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def picture(relation="rId20", alt="Pilot boats at the quay"):
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
        f"<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
LINK = f'<w:hyperlink r:id="rId21">{run("12 November")}</w:hyperlink>'


def word_file(path: Path, body: str, *, media: dict[str, bytes] | None = None, **extra) -> Path:
    """Write a document; ``media`` are files in word/media, the first is relation rId20."""
    media = media or {}
    relations = [
        f'<Relationship Id="rId{20 if n == 0 else 30 + n}" Type="{RELATIONS}/image" '
        f'Target="media/{name}"/>'
        for n, name in enumerate(media)
    ]
    relations.append(
        f'<Relationship Id="rId21" Type="{RELATIONS}/hyperlink" TargetMode="External" '
        'Target="https://www.google.com/url?q=https://example.org/order&amp;sa=D"/>'
    )
    for number, name in enumerate(("styles", "numbering", "footnotes")):
        relations.append(
            f'<Relationship Id="rId{number}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": PACKAGE,
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{OPEN}/relationships">'
        + "".join(relations)
        + "</Relationships>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERS,
        "word/footnotes.xml": NOTES,
        "docProps/core.xml": CORE,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (parts | extra.get("parts", {})).items():
            package.writestr(name, text)
        for name, data in media.items():
            package.writestr(f"word/media/{name}", data)
    return path
