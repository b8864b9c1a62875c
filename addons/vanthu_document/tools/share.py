"""The one figure of punctuality that board, reports and mails share."""


def in_time(met, missed):
    """The share of what was finished in time.

    Only what had a deadline counts, above the line and below it: work without one can be
    neither in time nor late, and would make the share of an office that sets no deadlines 100 %.

    :param int met: finished in time
    :param int missed: finished late
    :return: % with one decimal (float), or None where nothing with a deadline was finished
    """
    finished = met + missed
    return round(met * 100 / finished, 1) if finished else None
