"""Russian names in katakana, whichever way they are spelled: ティ or チ, ルイバキ or リバキ, スコエ or スコイェ.

Such a spelling is looked up by its sound when it is no name by itself.  What `fold` makes alike (ヴ and ブ, long marks)
is alike already.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["is_katakana", "sound"]

_MUTE = "かきくけこさしすせそたちつてと"
_SOUNDS = (
    (f"つ(?=[{_MUTE}ぱぴぷぺぽ])", ""),
    ("とうい|てい", "ち"),
    ("どうい|でい", "じ"),
    ("(?<=[とど])う", ""),
    ("るい(?!$)", "り"),
    ("ぬい", "に"),
    ("むい", "み"),
    ("ぶい", "び"),
    ("ぷい", "ぴ"),
    ("すい", "し"),
    ("ずい", "じ"),
    ("(?<=[いきしちにひみりぎじびぴ])い", ""),
    ("(?<=[いり])や", "あ"),
    ("いえ|ええ", "え"),
    ("ああ", "あ"),
    ("うう", "う"),
    ("おお", "お"),
    ("わ", "ば"),
    ("む(?=[ばびぶべぼぱぴぷぺぽふ])", "ん"),
    ("しゆ(?=[かきくけこたちてとなにぬねの])", "し"),
    ("り(?=[かきくけこさしすせそたちつてとなにぬねのばびぶべぼ])", "る"),
    (f"[ぶぷ](?=[{_MUTE}])|ぶ$", "ふ"),
    (f"ぐ(?=[{_MUTE}]|$)", "く"),
    (f"ず(?=[{_MUTE}]|$)", "す"),
    (f"ど(?=[{_MUTE}]|$)", "と"),
    (f"じ(?=[{_MUTE}]|$)", "し"),
)
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def is_katakana(text: str) -> bool:
    """Whether a text has katakana, of full or half width.

    >>> is_katakana("クナシル島"), is_katakana("くなしり")
    (True, False)
    """
    return any("ァ" <= char <= "ヺ" or "ｦ" <= char <= "ﾝ" for char in text)


@lru_cache(maxsize=256)
def sound(key: str) -> str:
    """The sound of a key: katakana, which no key is written in.

    Args:
        key: folded, as `fold.key` gives it.
    Returns:
        the same for the usual spellings of a Russian name.

    >>> from kurilnames.fold import key
    >>> sound(key("イトゥルップ")) == sound(key("イトゥループ")) == sound(key("イトルプ"))
    True
    """
    for pattern, sounds in _SOUNDS:
        key = re.sub(pattern, sounds, key)
    return key.translate(_TO_KATAKANA)
