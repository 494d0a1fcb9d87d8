"""How a picture came about: the IPTC NewsCodes for the Digital Source Type (2025).

Vocabulary: ``http://cv.iptc.org/newscodes/digitalsourcetype/``. Terms that the IPTC has retired
are still read in files, and named here, but not offered.
"""

from __future__ import annotations

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"

SOURCE_TYPES = {
    "digitalCapture": "Taken with a camera",
    "computationalCapture": "Taken with a camera, several frames put together",
    "negativeFilm": "Scanned from a negative",
    "positiveFilm": "Scanned from a slide",
    "print": "Scanned from paper",
    "screenCapture": "Picture of a screen",
    "humanEdits": "Edited by a person, beyond what is usual",
    "algorithmicallyEnhanced": "Altered by a program, without generative AI",
    "composite": "Put together from several pictures",
    "compositeCapture": "Put together from camera pictures",
    "compositeSynthetic": "Put together, parts made by generative AI",
    "compositeWithTrainedAlgorithmicMedia": "Edited with generative AI",
    "trainedAlgorithmicMedia": "Made by generative AI",
    "algorithmicMedia": "Made by a program, without trained AI",
    "digitalCreation": "Drawn or made by a person on a computer",
    "dataDrivenMedia": "Drawn from data",
    "virtualRecording": "Recorded in a virtual world",
}
"""Code of each term and its words, in the order in which they are offered."""

_RETIRED = {
    "minorHumanEdits": "Edited a little by a person",
    "digitalArt": "Drawn or made by a person on a computer",
    "softwareImage": "Made with software",
}
_GENERATIVE = frozenset(
    {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"}
)


def address_of(code: str) -> str:
    """Return the address by which files name a term."""
    return VOCABULARY + code


def code_of(text: str) -> str:
    """Return the code in an address (with http or https) or the code itself, ``""`` without one."""
    code = text.strip().rstrip("/")
    for start in (VOCABULARY, VOCABULARY.replace("http:", "https:")):
        code = code.removeprefix(start)
    return code if code in SOURCE_TYPES or code in _RETIRED else ""


def words_of(text: str) -> str:
    """Return what a source type says, in words; an unknown one as it stands."""
    code = code_of(text)
    return SOURCE_TYPES.get(code) or _RETIRED.get(code) or text


def is_generative(text: str) -> bool:
    """Return whether generative AI made the picture or a part of it."""
    return code_of(text) in _GENERATIVE
