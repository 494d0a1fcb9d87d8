"""XMP from strangers: size and depth are capped, and no entity is ever expanded.

Reads the RDF that photo programs write (Adobe XMP Specification, part 1, chapter 7) into plain
values: text, a list for Bag and Seq, ``{language: text}`` for Alt, a dict for a structure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 8 << 20
MAX_DEPTH = 64
_MAX_ELEMENTS = 50_000

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# The prefixes of Exiv2, under which `properties` are kept.
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "iptc",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "iptcExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/camera-raw-settings/1.0/": "crs",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
    "http://purl.org/dc/terms/": "dcterms",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
}

Value = Any
"""str, list[Value] or dict[str, Value]."""


class UnsafeXmp(Exception):
    """The packet is too large, too deep, declares entities or is not XML. Says which."""


def parse_xmp(packet: bytes) -> dict[str, Value]:
    """Return the properties of a packet: ``{"Xmp.dc.creator": ["…"], …}``.

    Trailing junk and the packet wrapper are ignored. Raises `UnsafeXmp`.
    """
    if len(packet) > MAX_BYTES:
        raise UnsafeXmp("it is too large")
    root = _parse(_body(_as_text(packet)))
    rdf = root if root.tag == f"{_RDF}RDF" else root.find(f".//{_RDF}RDF")
    properties: dict[str, Value] = {}
    for description in () if rdf is None else rdf.findall(f"{_RDF}Description"):
        for name, value in _members(description).items():
            properties.setdefault(f"Xmp.{name}", value)
    return properties


def sound_packet(packet: bytes) -> bytes:
    """Return what `parse_xmp` reads of a packet, in UTF-8 and with nothing around it.

    Raises `UnsafeXmp`.
    """
    if len(packet) > MAX_BYTES:
        raise UnsafeXmp("it is too large")
    body = _body(_as_text(packet))
    _parse(body)
    return body.encode("utf-8")


def _as_text(packet: bytes) -> str:
    head = packet[:64]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return packet.decode("utf-16", errors="replace")
    if head[:2] == b"<\0":
        return packet.decode("utf-16-le", errors="replace")
    if head[:2] == b"\0<":
        return packet.decode("utf-16-be", errors="replace")
    return packet.decode("utf-8", errors="replace")


def _body(text: str) -> str:
    """Return the first complete ``x:xmpmeta`` or ``rdf:RDF`` element, without what surrounds it."""
    if re.search(r"<!(DOCTYPE|ENTITY)", text):
        raise UnsafeXmp("it declares entities")
    for name in ("x:xmpmeta", "x:xapmeta", "rdf:RDF"):
        start, end = text.find(f"<{name}"), text.find(f"</{name}>")
        if 0 <= start < end:
            # Characters that XML 1.0 forbids stand in real captions; they carry no meaning.
            return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text[start:end]) + (
                f"</{name}>"
            )
    raise UnsafeXmp("it is broken off")


class _Guard:
    """Counts depth and elements while the parser builds the tree."""

    def __init__(self, parser: Any) -> None:
        self.depth = self.elements = 0
        self._start, self._end = parser.parser.StartElementHandler, parser.parser.EndElementHandler
        parser.parser.StartElementHandler = self.start
        parser.parser.EndElementHandler = self.end

    def start(self, *arguments: Any) -> Any:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > _MAX_ELEMENTS:
            raise UnsafeXmp("it is nested too deep" if self.depth > MAX_DEPTH else "it is too long")
        return self._start(*arguments)

    def end(self, *arguments: Any) -> Any:
        self.depth -= 1
        return self._end(*arguments)


def _parse(text: str) -> Element:
    parser = DefusedXMLParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    _Guard(parser)
    try:
        parser.feed(text)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise UnsafeXmp("it declares entities") from error
    except ParseError as error:
        raise UnsafeXmp("it is not well-formed") from error
    return root


def _name(tag: str) -> str:
    space, _, local = tag[1:].rpartition("}")
    return f"{PREFIXES.get(space, space.rstrip('/#').rpartition('/')[2] or 'x')}.{local}"


def _members(element: Element) -> dict[str, Value]:
    """Return the properties written as attributes and child elements of a description."""
    members: dict[str, Value] = {}
    for tag, text in element.attrib.items():
        if tag.startswith("{") and not tag.startswith(_RDF) and tag != _LANG:
            members[_name(tag)] = text
    for child in element:
        if isinstance(child.tag, str) and child.tag.startswith("{"):
            members.setdefault(_name(child.tag), _value(child))
    return members


def _value(element: Element) -> Value:
    if resource := element.get(f"{_RDF}resource"):
        return resource
    for child in element:
        if child.tag == f"{_RDF}Alt":
            return _alternatives(child)
        if child.tag in {f"{_RDF}Bag", f"{_RDF}Seq"}:
            return [_value(item) for item in child.findall(f"{_RDF}li")]
        if child.tag == f"{_RDF}Description":
            return _structure(child)
    return _structure(element)


def _structure(element: Element) -> Value:
    members = _members(element)
    qualified = element.find(f"{_RDF}value")
    if qualified is not None:
        return _value(qualified)
    return members if members else (element.text or "")


def _alternatives(alt: Element) -> Value:
    items = alt.findall(f"{_RDF}li")
    if any(item.get(_LANG) for item in items):
        return {item.get(_LANG, "x-default"): item.text or "" for item in reversed(items)}
    return [_value(item) for item in items]


def first_text(value: Value) -> str:
    """Return the one text of a property: the default language, or the first of a list."""
    if isinstance(value, dict):
        for language in ("x-default", "en-US", "en", "en-GB"):
            if isinstance(value.get(language), str) and value[language].strip():
                return str(value[language]).strip()
        return next((t.strip() for t in value.values() if isinstance(t, str) and t.strip()), "")
    if isinstance(value, list):
        return next((text for item in value if (text := first_text(item))), "")
    return str(value).strip() if value else ""


def all_texts(value: Value) -> tuple[str, ...]:
    """Return every text of a list property; a plain text counts as a list of one."""
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := first_text(item)))
