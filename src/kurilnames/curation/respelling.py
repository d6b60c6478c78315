"""The other way in which a Chinese or Korean name is written."""

from __future__ import annotations

__all__ = ["respelled"]

# The characters of Chinese names on the pages that have two forms, the traditional one first.
_FORMS = (
    "動动區区協协單单國国圖图寧宁島岛峽峡嶺岭庫库後后換换撫抚擇择會会東东條条樸朴樺桦欽钦烏乌營营爭争爺爷爾尔約约納纳維维羅罗義义聖圣聯联舊旧葉叶薩萨蘇苏號号親亲議议資资賴赖連连邁迈開开陸陆險险韃鞑"
    "頁页領领魚鱼魯鲁齒齿"
)
_SIMPLE = {ord(old): new for old, new in zip(_FORMS[::2], _FORMS[1::2], strict=True)}


def respelled(lang: str, text: str) -> str:
    """A traditional Chinese name in simplified characters, a Korean one without its spaces, any other as it is.

    Args:
        lang: the tag of the name's language.
        text: the name as its page writes it.

    >>> respelled("zh-Hant", "施科坦島"), respelled("ko", "쿠릴 열도")
    ('施科坦岛', '쿠릴열도')
    """
    if lang == "zh-Hant":
        return text.translate(_SIMPLE)
    return text.replace(" ", "") if lang == "ko" else text
