"""Alt text that describes nothing: the name of a file."""

from __future__ import annotations

import re

# No file system has longer names.
_LONGEST_NAME = 255
_ENDING = r"\.(?:jpe?g|jpe|jfif|png|gif|webp|tiff?|heic|heif|avif|bmp|svg|dng|nef|cr[23]|arw|raf)"

# Names that cameras, phones, chat programs and picture banks give.
_CAMERA = re.compile(
    r"""(?: _?(?:IMG|DSC|DSCN|DSCF|DSC_|PXL|MVIMG|GOPR|DJI|SAM|PICT|HPIM|CIMG|IMAGE|IMG-EDIT
              |MG|PANO|VID|SNAP|WA|FB_IMG|P\d{3})
         [\s_-]* \d{2,} [\w\s()~-]*
      | (?:Screenshot|Screen\ Shot|Bildschirmfoto|WhatsApp\ Image|Signal|photo|image|picture
          |download|unnamed|untitled|scan|foto|bild)
         [\s_-]* (?: \d[\d\s._T:()-]*(?:at|um)?[\d\s._:()-]*(?:[AP]M)? )?
      | (?:shutterstock|istock(?:photo)?|gettyimages|getty|adobe\ ?stock|depositphotos
          |dreamstime|alamy|unsplash|pexels|pixabay|reuters|ap|afp|epa)
         [\s_-]* \d{3,} [\w\s()-]* )""",
    re.VERBOSE | re.IGNORECASE,
)
_HASH = re.compile(r"(?=[^ ]*\d)[0-9a-f]{12,}(?:-[0-9a-f]+)*(?:[_-][\w-]+)?", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SIZED = re.compile(
    r"\S+(?:[-_](?:scaled|\d{2,5}x\d{2,5}|e\d{9,}|rotated|edited|copy|final|web))+", re.IGNORECASE
)
# No spaces, a digit, and underscores or many hyphens; ``Covid-19`` and ``F-16`` are words.
_SLUG = re.compile(r"(?=\S*\d)(?:(?=\S*_)\S+|[^\s-]+(?:-[^\s-]+){3,})", re.ASCII)


def is_file_name(alt_text: str) -> bool:
    """Return whether an alt text is a file's name, not a description.

    ``IMG_2213``, ``Shutterstock_1068582437-1-scaled``, ``DSC0001.jpg`` and hash-like strings are;
    words with spaces between them are not, unless they end like an image file.
    """
    text = alt_text.strip()
    if not text or len(text) > _LONGEST_NAME:
        return False
    if re.search(_ENDING + r"$", text, re.IGNORECASE):
        return True
    stem = text.strip("\"'<>[]")
    return any(pattern.fullmatch(stem) for pattern in (_CAMERA, _HASH, _UUID, _SIZED, _SLUG)) or (
        stem.isdigit() and len(stem) >= 3
    )
