from odoo import api, models
from odoo.fields import Domain

from ..tools.exercise_parameters import Flag, Kind, Number, Text

_BOX_LABEL = "Nhãn hộp"  # title of the printed form, whatever the language


class VanthuExerciseCheck(models.AbstractModel):
    """Checks of making files up, boxing and placing them (Điều 29 of NĐ 30/2020)."""

    _inherit = "vanthu.exercise.check"

    @api.model
    def _get_kinds(self):
        return {
            **super()._get_kinds(),
            "contents_ordered": Kind(self.env._("Files: documents lie in order of date"), {
                "title": Text(required=True), "documents": Number(3),
            }),
            "file_closed": Kind(self.env._("Files: they are closed"), {
                "count": Number(1), "title": Text(),
            }),
            "files_boxed": Kind(self.env._("Boxes: files are put into boxes"), {
                "count": Number(5), "one_box": Flag(True), "ordered": Flag(),
            }),
            "box_labelled": Kind(self.env._("Boxes: labels are printed"), {
                "count": Number(1), "files": Number(1),
            }),
            "box_placed": Kind(self.env._("Boxes: they stand in the store"), {
                "count": Number(1), "files": Number(1),
            }),
        }

    # ---- FILES ----

    @api.model
    def _check_contents_ordered(self, attempt, step):
        asked = step._get_parameters()
        file = self._find_file(attempt, asked["title"])
        if not file:
            return False, self.env._(
                "There is no file “%s” in the practice organisation; begin it anew.",
                asked["title"],
            )
        lines = file.line_ids.sorted("ordinal")
        if len(lines) < asked["documents"]:
            return False, self.env._(
                "The file “%(file)s” holds %(found)s of %(wanted)s documents.",
                file=file.name, found=len(lines), wanted=asked["documents"],
            )
        undated = lines.filtered(lambda line: not line.issued_date)[:1]
        if undated:
            return False, self.env._(
                "Document %(number)s of “%(file)s” has no date; enter it.",
                number=undated.ordinal, file=file.name,
            )
        for before, after in zip(lines, lines[1:], strict=False):
            if before.issued_date > after.issued_date:
                return False, self.env._(
                    "Document %(first)s of %(first_day)s lies before document %(second)s of "
                    "%(second_day)s; put the earlier one first.",
                    first=before.ordinal, first_day=f"{before.issued_date:%d/%m/%Y}",
                    second=after.ordinal, second_day=f"{after.issued_date:%d/%m/%Y}",
                )
        return True, self.env._(
            "The %(count)s documents of “%(file)s” lie in order of date.",
            count=len(lines), file=file.name,
        )

    @api.model
    def _find_file(self, attempt, title):
        return self.env["vanthu.file"].search([
            ("company_id", "=", attempt.company_id.id), ("name", "=ilike", title),
        ], order="id desc", limit=1)

    @api.model
    def _check_file_closed(self, attempt, step):
        asked = step._get_parameters()
        files = self._find_done(attempt, "vanthu.file", "file_closed").filtered(
            lambda file: self._holds(file.name, asked["title"])
        )
        if not files and asked["title"]:
            file = self._find_file(attempt, asked["title"])
            if file.state in ("closed", "archived"):
                return False, self.env._(
                    "The file “%s” was closed before the exercise began; open it again, or begin "
                    "the practice organisation anew.", file.name,
                )
            missing = file.state == "open" and file._get_missing()
            if missing:
                return False, self.env._(
                    "The file “%(file)s” is not closed yet: %(missing)s",
                    file=file.name, missing=missing[0],
                )
        return self._judge(
            files, asked["count"],
            lambda file: self.env._("The file “%s” was opened again.", file.name)
            if file.state == "open" else None,
            lambda right: self.env._(
                "%(found)s of %(wanted)s files are closed since the exercise began.",
                found=right, wanted=asked["count"],
            ),
        )

    # ---- BOXES ----

    @api.model
    def _check_files_boxed(self, attempt, step):
        asked = step._get_parameters()
        boxes = self._get_boxed(attempt)
        total = sum(map(len, boxes.values()))
        enough = [files for files in boxes.values() if len(files) >= asked["count"]]
        if asked["one_box"] and not enough:
            found = max(map(len, boxes.values()), default=0)
            if total >= asked["count"]:
                return False, self.env._(
                    "%(total)s files are in boxes, but only %(found)s of them in one; put all "
                    "%(wanted)s into the same box.",
                    total=total, found=found, wanted=asked["count"],
                )
            return False, self._say_boxed(found, asked)
        if total < asked["count"]:
            return False, self._say_boxed(total, asked)
        judged = enough if asked["one_box"] else list(boxes.values())
        complaints = [
            asked["ordered"] and self._complain_of_order(files.box_id) for files in judged
        ]
        wrong = all(complaints) if asked["one_box"] else any(complaints)
        if wrong:
            return False, next(filter(None, complaints))
        return True, self._say_boxed(max(map(len, judged)) if asked["one_box"] else total, asked)

    @api.model
    def _complain_of_order(self, box):
        lying = box.file_ids.sorted(lambda file: (file.box_sequence, file.id))
        for before, after in zip(lying, lying._in_order(), strict=True):
            if before != after:
                return self.env._(
                    "In %(box)s the file %(found)s lies where %(wanted)s belongs; order the "
                    "files of the box.", box=box.display_name,
                    found=before.notation or before.name, wanted=after.notation or after.name,
                )
        return None

    @api.model
    def _say_boxed(self, found, asked):
        return self.env._(
            "%(found)s of %(wanted)s files are put into boxes since the exercise began.",
            found=found, wanted=asked["count"],
        )

    @api.model
    def _get_boxed(self, attempt):
        """Files boxed since the attempt began that are still in a box: box → files."""
        return self._find_done(attempt, "vanthu.file", "file_boxed").filtered("box_id").grouped(
            "box_id"
        )

    @api.model
    def _check_box_labelled(self, attempt, step):
        asked = step._get_parameters()
        printed = {
            event.res_id: event.id for event in self.env["vanthu.event"].search_fetch(
                self._get_events_domain(attempt, "printed")
                & Domain("res_model", "=", "vanthu.archive.box"), ["res_id", "detail"], order="id",
            ) if (event.detail or {}).get("form") == _BOX_LABEL
        }
        boxes = self.env["vanthu.archive.box"].browse(sorted(printed)).exists()
        boxed = dict(self.env["vanthu.event"]._read_group(
            self._get_events_domain(attempt, "file_boxed")
            & Domain("res_model", "=", "vanthu.file")
            & Domain("res_id", "in", boxes.file_ids.ids), ["res_id"], ["id:max"],
        ))
        return self._judge(
            boxes, asked["count"],
            lambda box: self._complain_of_label(box, asked["files"], printed[box.id], boxed),
            lambda right: self.env._(
                "Labels of %(found)s of %(wanted)s boxes are printed since the exercise began.",
                found=right, wanted=asked["count"],
            ),
        )

    @api.model
    def _complain_of_label(self, box, files, printed, boxed):
        """What is wrong with a label: it names the first and the last file of its box.

        :param int printed: id of the event of the last label
        :param dict boxed: id of a file → id of the event with which it came into its box
        """
        if not box.file_ids:
            return self.env._(
                "The label of %s was printed while nothing is in it; put the files in first.",
                box.display_name,
            )
        if any(boxed.get(file.id, 0) > printed for file in box.file_ids):
            return self.env._(
                "Files were put into %s after its label was printed; print it again.",
                box.display_name,
            )
        return self._complain_of_few(box, files)

    @api.model
    def _complain_of_few(self, box, files):
        return None if len(box.file_ids) >= files else self.env._(
            "%(box)s holds %(found)s of %(wanted)s files.",
            box=box.display_name, found=len(box.file_ids), wanted=files,
        )

    @api.model
    def _check_box_placed(self, attempt, step):
        asked = step._get_parameters()
        moves = self.env["vanthu.box.move"].search_fetch(
            Domain("company_id", "=", attempt.company_id.id)
            & Domain("user_id", "=", attempt.practice_user_id.id)
            & Domain("date", ">=", attempt.started_at) & Domain("to_id", "!=", False),
            ["box_id"],
        )
        # A box that stood there before counts with the files that came into it.
        boxes = (moves.box_id | self._find_done(
            attempt, "vanthu.file", "file_boxed"
        ).box_id.filtered("location_id")).filtered("file_ids").sorted("id")
        return self._judge(
            boxes, asked["count"],
            lambda box: self._complain_of_few(box, asked["files"]) if box.location_id else (
                self.env._("%s was taken off its shelf again; put it back.", box.display_name)
            ),
            lambda right: self.env._(
                "%(found)s of %(wanted)s boxes with files stand in the store.",
                found=right, wanted=asked["count"],
            ),
        )
