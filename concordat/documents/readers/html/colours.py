"""Reads the colours of a page: by name, in hex digits, or as amounts of red, green and blue."""

import colorsys
import re

_HEX = re.compile(r"#?([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\Z")
_AMOUNTS = re.compile(r"(rgba?|hsla?)\(\s*([^()]*)\)\Z")
_SPLIT = re.compile(r"[\s,/]+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
# What may stand in the value of `background` beside a colour is left out; a gradient counts by its first colour.
_PART = re.compile(r"(?:rgb|hsl)a?\([^()]*\)|#[0-9a-f]+|(?<![\w.-])[a-z]+(?![\w(.-])")
_ADDRESS = re.compile(r"url\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\)")
_LONGEST = 1_000  # a picture that stands inside a style is longer; a colour is not

WHITE = "FFFFFF"


def colour(text: str | None) -> str | None:
    """Six upper-case hex digits for a CSS colour, or None where it is none, transparent or automatic.

    A colour that lets the page shine through counts as it looks on white.
    """
    if not text or len(text) > _LONGEST:
        return None
    text = text.strip().lower()
    named = NAMED.get(text)
    if named is not None:
        return named
    if match := _HEX.match(text):
        digits = match[1] if len(match[1]) > 4 else "".join(digit * 2 for digit in match[1])
        if text.startswith("#") or len(digits) == 6:
            return _on_white(digits[:6].upper(), int(digits[6:], 16) / 255 if len(digits) == 8 else 1.0)
    if match := _AMOUNTS.match(text):
        return _of_amounts(match[1], _SPLIT.split(match[2].strip()))
    return None


def background(text: str | None) -> str | None:
    """The colour in the value of `background`, which may name a picture and its place too."""
    if not text or len(text) > _LONGEST:
        return None
    for part in _PART.findall(_ADDRESS.sub(" ", text.lower())):
        found = colour(part)
        if found is not None:
            return found
    return None


def highlight(text: str | None) -> str | None:
    """The name that Word gives the highlighting of a colour, where it is one of its fifteen."""
    found = colour(text)
    return None if found is None else _HIGHLIGHTS.get(found)


def _on_white(digits: str, cover: float) -> str | None:
    if cover <= 0:
        return None
    parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
    return "".join(f"{round(part * cover + 255 * (1 - cover)):02X}" for part in parts)


def _of_amounts(kind: str, parts: list[str]) -> str | None:
    if len(parts) not in (3, 4) or not all(_NUMBER.match(part) for part in parts):
        return None
    cover = _share(parts[3], 1.0) if len(parts) == 4 else 1.0
    if kind.startswith("hsl"):
        hue = _share(parts[0].removesuffix("deg"), 360.0) % 1.0
        rgb = colorsys.hls_to_rgb(hue, _share(parts[2], 100.0), _share(parts[1], 100.0))
        red, green, blue = (round(part * 255) for part in rgb)
    else:
        red, green, blue = (round(_share(part, 255.0) * 255) for part in parts[:3])
    return _on_white(f"{red:02X}{green:02X}{blue:02X}", cover)


def _share(text: str, whole: float) -> float:
    """An amount or percentage as a share from 0 to 1 (an angle may be more)."""
    match = _NUMBER.match(text)
    amount = float(match[0]) if match else 0.0
    share = amount / (100.0 if text.endswith("%") else whole)
    return share if whole == 360.0 else min(max(share, 0.0), 1.0)


# CSS Color Module Level 4, section 6.1; "window" is what programs call the paper.
_NAMES = """
    aliceblue=F0F8FF antiquewhite=FAEBD7 aqua=00FFFF aquamarine=7FFFD4 azure=F0FFFF beige=F5F5DC bisque=FFE4C4
    black=000000 blanchedalmond=FFEBCD blue=0000FF blueviolet=8A2BE2 brown=A52A2A burlywood=DEB887 cadetblue=5F9EA0
    chartreuse=7FFF00 chocolate=D2691E coral=FF7F50 cornflowerblue=6495ED cornsilk=FFF8DC crimson=DC143C cyan=00FFFF
    darkblue=00008B darkcyan=008B8B darkgoldenrod=B8860B darkgray=A9A9A9 darkgreen=006400 darkgrey=A9A9A9
    darkkhaki=BDB76B darkmagenta=8B008B darkolivegreen=556B2F darkorange=FF8C00 darkorchid=9932CC darkred=8B0000
    darksalmon=E9967A darkseagreen=8FBC8F darkslateblue=483D8B darkslategray=2F4F4F darkslategrey=2F4F4F
    darkturquoise=00CED1 darkviolet=9400D3 deeppink=FF1493 deepskyblue=00BFFF dimgray=696969 dimgrey=696969
    dodgerblue=1E90FF firebrick=B22222 floralwhite=FFFAF0 forestgreen=228B22 fuchsia=FF00FF gainsboro=DCDCDC
    ghostwhite=F8F8FF gold=FFD700 goldenrod=DAA520 gray=808080 green=008000 greenyellow=ADFF2F grey=808080
    honeydew=F0FFF0 hotpink=FF69B4 indianred=CD5C5C indigo=4B0082 ivory=FFFFF0 khaki=F0E68C lavender=E6E6FA
    lavenderblush=FFF0F5 lawngreen=7CFC00 lemonchiffon=FFFACD lightblue=ADD8E6 lightcoral=F08080 lightcyan=E0FFFF
    lightgoldenrodyellow=FAFAD2 lightgray=D3D3D3 lightgreen=90EE90 lightgrey=D3D3D3 lightpink=FFB6C1
    lightsalmon=FFA07A lightseagreen=20B2AA lightskyblue=87CEFA lightslategray=778899 lightslategrey=778899
    lightsteelblue=B0C4DE lightyellow=FFFFE0 lime=00FF00 limegreen=32CD32 linen=FAF0E6 magenta=FF00FF maroon=800000
    mediumaquamarine=66CDAA mediumblue=0000CD mediumorchid=BA55D3 mediumpurple=9370DB mediumseagreen=3CB371
    mediumslateblue=7B68EE mediumspringgreen=00FA9A mediumturquoise=48D1CC mediumvioletred=C71585 midnightblue=191970
    mintcream=F5FFFA mistyrose=FFE4E1 moccasin=FFE4B5 navajowhite=FFDEAD navy=000080 oldlace=FDF5E6 olive=808000
    olivedrab=6B8E23 orange=FFA500 orangered=FF4500 orchid=DA70D6 palegoldenrod=EEE8AA palegreen=98FB98
    paleturquoise=AFEEEE palevioletred=DB7093 papayawhip=FFEFD5 peachpuff=FFDAB9 peru=CD853F pink=FFC0CB plum=DDA0DD
    powderblue=B0E0E6 purple=800080 rebeccapurple=663399 red=FF0000 rosybrown=BC8F8F royalblue=4169E1
    saddlebrown=8B4513 salmon=FA8072 sandybrown=F4A460 seagreen=2E8B57 seashell=FFF5EE sienna=A0522D silver=C0C0C0
    skyblue=87CEEB slateblue=6A5ACD slategray=708090 slategrey=708090 snow=FFFAFA springgreen=00FF7F steelblue=4682B4
    tan=D2B48C teal=008080 thistle=D8BFD8 tomato=FF6347 turquoise=40E0D0 violet=EE82EE wheat=F5DEB3 white=FFFFFF
    whitesmoke=F5F5F5 window=FFFFFF yellow=FFFF00 yellowgreen=9ACD32
"""
NAMED: dict[str, str] = dict(re.findall(r"(\w+)=(\w+)", _NAMES))

_HIGHLIGHTS = {
    "000000": "black",
    "0000FF": "blue",
    "00FFFF": "cyan",
    "000080": "darkBlue",
    "008080": "darkCyan",
    "808080": "darkGray",
    "008000": "darkGreen",
    "800080": "darkMagenta",
    "800000": "darkRed",
    "808000": "darkYellow",
    "00FF00": "green",
    "C0C0C0": "lightGray",
    "FF00FF": "magenta",
    "FF0000": "red",
    "FFFF00": "yellow",
}
