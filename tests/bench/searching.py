"""Two words without accents over subject and files, and a part of a number."""

import random
import statistics

from . import data
from .context import row, times
from .listing import COLUMNS


def run(context):
    """Time of the searches that people type.

    :param context: Context
    :return list: rows of the table
    """
    chance = random.Random(7)  # noqa: S311 - test data
    pairs = [" ".join(chance.sample(data.SYLLABLES, 2)) for _number in range(60)]
    numbers = [f"{chance.randint(1, context.size // 31)}/SGD" for _number in range(30)]
    with context.registry().cursor() as cr:
        env = context.env(cr)
        words = _searches(env, pairs)
        parts = _searches(env, numbers)
        cr.rollback()
    return [
        row("search of two words, p95", _p95(words) * 1000, "ms", 300),
        row("search of two words, median", statistics.median(words) * 1000, "ms", None),
        row("search of a part of a number, p95", _p95(parts) * 1000, "ms", 300),
    ]


def _searches(env, texts):
    def search(number):
        env.invalidate_all()
        env["vanthu.document"].web_search_read(
            [("direction", "=", "incoming"), ("search_text", "ilike", texts[number])],
            COLUMNS, limit=80, count_limit=10001,
        )

    search(0)
    return times(search, len(texts))


def _p95(values):
    return statistics.quantiles(values, n=20)[-1]
