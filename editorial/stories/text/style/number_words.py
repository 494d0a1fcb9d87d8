"""English words around numbers: what counts, what measures, what names."""

from __future__ import annotations


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


SMALL = _split("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
""")
"""Numbers by their value."""

TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90}  # fmt: skip

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
"""A pattern of a month, whole or short."""

LABELS = frozenset(
    _split("""
    no nos number page pages p pp chapter section article figure fig table volume vol part type
    level grade class aged age line room platform gate pier route phase step episode season
    version rule clause paragraph item act scene verse lane track channel size scale bus
    category tier row seat block floor unit note footnote question group zone band round week
    minus plus
""")
)
"""Words before a figure that is a name: page 3, Pier 4, aged 5."""

UNITS = frozenset(
    _split("""
    mm cm m km km² m² m³ ha mi ft in yd g kg t lb lbs oz st l ml dl cl gal w kw mw gw tw kwh mwh
    gwh v kv a hz khz mhz ghz b kb mb gb tb s ms min h hr hrs am pm a p o x × per percent pc
    kilometre kilometres kilometer kilometers metre metres meter meters centimetre centimetres
    centimeter centimeters millimetre millimetres millimeter millimeters mile miles foot feet
    inch inches yard yards hectare hectares acre acres gram grams gramme grammes kilogram
    kilograms kilo kilos tonne tonnes ton tons pound pounds ounce ounces stone litre litres
    liter liters gallon gallons pint pints watt watts kilowatt kilowatts megawatt megawatts
    gigawatt gigawatts volt volts knot knots degree degrees mph kph kmh celsius fahrenheit
    dollar dollars euro euros cent cents pence penny yen yuan rupee rupees franc francs krone
    kroner peso pesos rouble roubles ruble rubles hundred thousand million millions billion
    billions trillion mn bn tn k point points
""")
)
"""Words after a figure that measures: 5 km, 3 million, 9 euros."""
