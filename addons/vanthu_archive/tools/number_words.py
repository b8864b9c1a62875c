"""Numbers in Vietnamese words, as the closing sentences of lists want them."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu")
_BILLION = 10 ** 9


def spell(number):
    """A whole number in words.

    :param int number: from 0 up
    :return str: in small letters, such as ``"một nghìn hai trăm linh năm"``
    :raise ValueError: below zero
    """
    if number < 0:
        raise ValueError("Only numbers from 0 up stand in words.")
    if number < 1000:
        return _spell_group(number, False) or DIGITS[0]
    high, rest = divmod(number, _BILLION)
    words = [f"{spell(high)} tỷ"] if high else []
    for place in (2, 1, 0):
        group = rest // 1000 ** place % 1000
        if group:
            words.append(_spell_group(group, bool(words)) + _SCALES[place])
    return " ".join(words)


def _spell_group(number, inside):
    """Up to three digits; ``inside`` a larger number the hundreds are always told."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = []
    if hundreds or inside:
        words.append(f"{DIGITS[hundreds]} trăm")
    if tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{DIGITS[tens]} mươi")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_spell_ones(ones, tens))
    return " ".join(words)


def _spell_ones(ones, tens):
    if ones == 5 and tens:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, DIGITS[ones])
    return DIGITS[ones]
