"""Traditional Chinese names in simplified characters."""

from __future__ import annotations

__all__ = ["simplified"]

# The characters of names on the pages that have two forms, the traditional one first.
_FORMS = (
    "動动區区協协單单國国圖图寧宁島岛峽峡嶺岭庫库後后換换撫抚擇择會会東东條条樸朴樺桦欽钦烏乌營营爭争爺爷爾尔約约納纳維维羅罗義义聖圣聯联舊旧葉叶薩萨蘇苏號号親亲議议資资賴赖連连邁迈開开陸陆險险韃鞑"
    "頁页領领魚鱼魯鲁齒齿"
)
_SIMPLE = {ord(old): new for old, new in zip(_FORMS[::2], _FORMS[1::2], strict=True)}


def simplified(text: str) -> str:
    """A name in simplified characters.

    Args:
        text: a name in traditional characters.

    >>> simplified("施科坦島")
    '施科坦岛'
    """
    return text.translate(_SIMPLE)
