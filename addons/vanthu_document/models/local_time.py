"""What day it is for the register: where the person is, in Viet Nam where nobody said.

Odoo takes UTC for a person without time zone, so until 7 o'clock in the morning it would
still be yesterday, and on 1 January the year before.
"""

from pytz import timezone, utc

from odoo import fields

DEFAULT_TIME_ZONE = "Asia/Ho_Chi_Minh"


def get_zone_name(env):
    """Name of the time zone in which days are counted.

    :param env: environment
    :return str: that of the context, of the person, or of Viet Nam
    """
    return env.context.get("tz") or env.user.tz or DEFAULT_TIME_ZONE


def local_today(env):
    """Today, for dates in registers and deadlines.

    :param env: environment
    :return datetime.date:
    """
    person = env.user.with_context(tz=get_zone_name(env))
    return fields.Date.context_today(person)


def local_moment(env, moment):
    """A stored moment where the person is.

    :param env: environment
    :param datetime.datetime moment: in UTC, without zone
    :return datetime.datetime: with zone
    """
    return utc.localize(moment).astimezone(timezone(get_zone_name(env)))
