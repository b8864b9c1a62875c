from odoo import api, fields, models


class VanthuLessonReading(models.Model):
    """That a person has read a lesson, and when first."""

    _name = "vanthu.lesson.reading"
    _description = "Lesson read"
    _order = "id desc"
    _rec_name = "lesson_id"

    lesson_id = fields.Many2one("vanthu.lesson", required=True, index=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")
    read_at = fields.Datetime(required=True, default=fields.Datetime.now)

    _once = models.Constraint("UNIQUE (lesson_id, user_id)", "This lesson is read already.")


class VanthuLesson(models.Model):
    """Reading: what a person has read, what comes before and after."""

    _inherit = "vanthu.lesson"

    is_read = fields.Boolean(
        string="Read", compute="_compute_is_read", search="_search_is_read",
        help="Whether you have read it.",
    )
    outline = fields.Json(compute="_compute_outline")
    my_tour = fields.Char(
        compute="_compute_my_tour", help="The guided tour, if it is one of the reader's role."
    )

    def _get_reader(self):
        """The person: the user, or the real one behind a practice account."""
        return self.env.user.sudo().practice_of_id or self.env.user

    def _get_read_ids(self):
        """Lessons that the reader has read.

        :return set: ids of ``vanthu.lesson``
        """
        readings = self.env["vanthu.lesson.reading"].sudo().search_fetch(
            [("user_id", "=", self._get_reader().id)], ["lesson_id"]
        )
        return set(readings.lesson_id.ids)

    @api.depends_context("uid")
    def _compute_is_read(self):
        read = self._get_read_ids()
        for lesson in self:
            lesson.is_read = lesson.id in read

    def _search_is_read(self, operator, value):
        if operator != "in":
            return NotImplemented
        readings = self.env["vanthu.lesson.reading"].sudo()._search(
            [("user_id", "=", self._get_reader().id)]
        )
        return [("id", "in" if True in value else "not in", readings.subselect("lesson_id"))]

    @api.depends("tour_name")
    @api.depends_context("uid")
    def _compute_my_tour(self):
        guides = self.env["vanthu.guide"].sudo().search_fetch(
            [("tour_id.name", "in", self.mapped("tour_name"))], ["tour_id", "group_id"]
        )
        closed = {
            guide.tour_id.name for guide in guides
            if guide.group_id and guide.group_id not in self.env.user.all_group_ids
        }
        for lesson in self:
            lesson.my_tour = lesson.tour_name not in closed and lesson.tour_name

    @api.depends_context("uid")
    def _compute_outline(self):
        """All lessons by topic, in their order, for the reader's list and its buttons."""
        read = self._get_read_ids()
        lessons = self.search_fetch(
            [("topic_id.active", "=", True)], ["name", "minutes", "topic_id"]
        )
        outline = [
            {
                "id": topic.id, "name": topic.name,
                "lessons": [
                    {"id": one.id, "name": one.name, "minutes": one.minutes, "read": one.id in read}
                    for one in group
                ],
            }
            for topic, group in lessons.grouped("topic_id").items()
        ]
        for lesson in self:
            lesson.outline = outline

    def action_mark_read(self) -> bool:
        """Keep that the user has read these lessons; a second time changes nothing.

        :return bool: True
        """
        self.check_access("read")
        read = self._get_read_ids()
        self.env["vanthu.lesson.reading"].sudo().create([
            {"lesson_id": lesson.id, "user_id": self._get_reader().id}
            for lesson in self if lesson.id not in read
        ])
        self.invalidate_recordset(["is_read", "outline"])
        return True

    def action_open_exercise(self) -> dict:
        """Open the exercise in which the reader tries out what the lesson says.

        :return dict: an action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.exercise",
            "res_id": self.exercise_id.id, "view_mode": "form", "views": [(False, "form")],
        }


class VanthuTopic(models.Model):
    """How far the user has come with the lessons of a topic."""

    _inherit = "vanthu.topic"

    lesson_count = fields.Integer(string="Number of lessons", compute="_compute_read_count")
    read_count = fields.Integer(string="Lessons read", compute="_compute_read_count")

    @api.depends_context("uid")
    def _compute_read_count(self):
        lessons = dict(self.env["vanthu.lesson"]._read_group(
            [("topic_id", "in", self.ids)], ["topic_id"], ["id:recordset"]
        ))
        read = self.env["vanthu.lesson"]._get_read_ids()
        for topic in self:
            found = lessons.get(topic, self.env["vanthu.lesson"])
            topic.lesson_count = len(found)
            topic.read_count = len(read.intersection(found.ids))
