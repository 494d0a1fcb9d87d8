from __future__ import annotations

import pytest

from editorial.photos.alt_text import is_file_name


@pytest.mark.parametrize(
    "text",
    [
        "IMG_2213",
        "IMG_2213 (2)",
        "IMG-20201122-WA0003",
        "Shutterstock_1068582437-1-scaled",
        "DSC0001.jpg",
        "DSCF1234",
        "_MG_1234",
        "P1010034",
        "PXL_20260101_0102",
        "20260101_123000",
        "2026-11-20-port-strike",
        "AP20123456789",
        "GettyImages-1234567",
        "a1b2c3d4e5f60718",
        "d41d8cd98f00b204e9800998ecf8427e",
        "550e8400-e29b-41d4-a716-446655440000",
        "Screenshot 2026-11-20 at 10.22.11",
        "WhatsApp Image 2026-11-20 at 10.22.11",
        "harbour-pilots-1024x683",
        "My holiday photo.JPG",
        "front_page_2",
        "image",
        "image 3",
        "12345",
    ],
)
def test_names_of_files_are_not_alt_text(text: str) -> None:
    assert is_file_name(text)
    assert is_file_name(f"  {text} ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Five small boats with orange cabins moored side by side.",
        "Boats",
        "A-10 Thunderbolt jets in flight",
        "Covid-19",
        "F-16",
        "MiG-29",
        "Apollo 11",
        "Boeing 737",
        "Picture of 3 men",
        "Scan of the letter",
        "Signal tower",
        "UH-60 Black Hawk",
        "Strait of Hormuz, 2026",
        "Air Force One lands in 2021",
        "Порт на рассвете",
        "港の船",
    ],
)
def test_words_are_alt_text(text: str) -> None:
    assert not is_file_name(text)
