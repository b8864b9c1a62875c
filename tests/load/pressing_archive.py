"""Two people work in the archive at the same moment; the tests of load start it.

    python -m tests.load.pressing_archive DATABASE
"""

import itertools
import json
import os
import sys
from datetime import date, timedelta

from odoo import SUPERUSER_ID, fields

from tests.load.pressing import Office, together

OLD = date(2001, 5, 5)
SUPER = SUPERUSER_ID


class Archive(Office):
    """An organisation with two archivists, a plan in force and a room of eight compartments."""

    def __init__(self, registry):
        super().__init__(registry)
        self.numbers = itertools.count(1)
        self.archivists = self.do(SUPER, lambda env: self._archivists(env))
        self.plan, self.entry = self.do(self.archivists[0], self._plan)
        self.places = self.do(self.archivists[0], self._room)

    def _archivists(self, env):
        people = self._people(env, "archivist", "group_user")
        env["res.users"].browse(people).group_ids += env.ref("vanthu_archive.group_archivist")
        return people

    def _plan(self, env):
        plan = env["vanthu.file.plan"].create({
            "company_id": self.company, "year": 2026, "line_ids": [
                fields.Command.create({
                    "sequence": 1, "kind": "heading", "name": "A", "code": "AA",
                }),
                fields.Command.create({
                    "sequence": 2, "name": "Entry", "term": "years", "term_years": 10,
                }),
            ],
        })
        plan.action_approve()
        return plan.id, plan.line_ids[1].id

    def _room(self, env):
        places = env["vanthu.storage.location"]
        repository = places.create({
            "name": "Store", "code": "K", "kind": "repository", "company_id": self.company,
        })
        return places.create([
            {
                "name": f"Shelf {number}", "code": str(number), "kind": "shelf",
                "parent_id": repository.id, "box_capacity": 3, "company_id": self.company,
            } for number in (1, 2)
        ]).ids

    def closed(self, **values):
        """:return int: id of a closed file of paper, kept by the first archivist"""
        def make(env):
            number = next(self.numbers)
            file = env["vanthu.file"].create({
                "company_id": self.company, "name": f"File {number}",
                "notation": f"{number}.XX", "catalog": 2001, "term": "years", "term_years": 5,
                "medium": "paper", "sheet_count": 10, "start_date": OLD, "end_date": OLD,
                "line_ids": [fields.Command.create({"name": "Paper"})], **values,
            })
            file.action_close()
            return file.id
        return self.do(self.archivists[0], make)

    def archived(self, **values):
        """:return int: id of a file that the archive has taken over, expired long ago"""
        file_id = self.closed(**values)
        self.do(SUPER, lambda env: env["vanthu.file"].browse(file_id)._archive())
        return file_id

    def boxes(self, count=1):
        """:return list: ids of new boxes"""
        return self.do(self.archivists[0], lambda env: env["vanthu.archive.box"].create([
            {"company_id": self.company} for _box in range(count)
        ]).ids)

    def disposal(self, *file_ids):
        """:return int: id of a disposal with these files, on the list"""
        return self.do(self.archivists[0], lambda env: env["vanthu.disposal"].create({
            "name": "Disposal", "company_id": self.company, "explanation": "Expired",
            "line_ids": [fields.Command.create({"file_id": file_id}) for file_id in file_ids],
        }).id)

    def handed_over(self, *file_ids):
        """:return int: id of a disposal that only waits for the destruction"""
        disposal_id = self.disposal(*file_ids)
        today = date.today()

        def prepare(env):
            disposal = env["vanthu.disposal"].browse(disposal_id)
            disposal.action_submit()
            disposal.line_ids.verdict = "destroy"
            disposal.write({
                "council_reference": "1", "council_date": today - timedelta(days=9),
                "meeting_date": today - timedelta(days=5), "council_minutes": "Yes",
                "member_ids": [
                    fields.Command.create({"name": role, "role": role})
                    for role in ("chair", "unit", "archive")
                ],
            })
            disposal.action_record_review()
            disposal.write({
                "opinion_authority": "A", "opinion_reference": "2",
                "opinion_date": today - timedelta(days=3), "decision_reference": "3",
                "decision_date": today - timedelta(days=2),
            })

        def hand_over(env):
            disposal = env["vanthu.disposal"].browse(disposal_id)
            disposal.write({
                "giver_name": "G", "taker_name": "T", "method": "M",
                "handover_date": today - timedelta(days=1),
            })
            disposal.action_hand_over()

        self.do(self.archivists[0], prepare)
        self.do(self.leaders[0], lambda env: env["vanthu.disposal"].browse(
            disposal_id
        ).action_decide())
        self.do(self.archivists[0], hand_over)
        self.do(SUPER, lambda env: env["vanthu.disposal"].browse(disposal_id).write(
            {"method": "M"}
        ))
        return disposal_id

    def approved_loan(self, file_id, person):
        """:return int: id of a request whose sheets are counted"""
        def ask(env):
            return env["vanthu.loan"].create({
                "company_id": self.company, "topic": "Work",
                "line_ids": [fields.Command.create({"file_id": file_id})],
            }).id
        loan_id = self.do(person, ask)
        self.do(self.leaders[0], lambda env: env["vanthu.loan"].browse(loan_id).action_approve())
        self.do(self.archivists[0], lambda env: env["vanthu.loan"].browse(
            loan_id
        ).line_ids.write({"sheets_out": 10}))
        return loan_id

    def see(self, model, ids, *names):
        """:return list: values of records, one row each"""
        return self.do(SUPER, lambda env: [
            [record[name] for name in names] for record in env[model].browse(ids)
        ])

    def press(self, *clicks):
        """Let people do something at once; see :func:`together`."""
        return together(self.registry, list(clicks))

    def both(self, people, model, ident, method, *arguments):
        """Two people call the same method of the same record at once."""
        return self.press(*(
            (person, lambda env: getattr(env[model].browse(ident), method)(*arguments))
            for person in people
        ))


def both_make_boxes(archive):
    """Two archivists make boxes: numbers without gap, none twice."""
    seen = archive.press(*(
        (person, lambda env: env["vanthu.archive.box"].create([
            {"company_id": archive.company} for _box in range(5)
        ])) for person in archive.archivists
    ))
    numbers = archive.do(SUPER, lambda env: sorted(env["vanthu.archive.box"].search(
        [("company_id", "=", archive.company)]
    ).mapped("number")))
    return {"seen": seen, "numbers": numbers}


def both_append_to_plan(archive):
    """Two archivists append a file to the plan in force."""
    seen = archive.press(*(
        (person, lambda env: env["vanthu.file.plan.line"].create({
            "plan_id": archive.plan, "name": f"Of {env.user.name}", "sequence": 9,
            "term": "years", "term_years": 5,
        })) for person in archive.archivists
    ))
    numbers = archive.do(SUPER, lambda env: sorted(env["vanthu.file.plan"].browse(
        archive.plan
    ).line_ids.filtered("number").mapped("notation")))
    return {"seen": seen, "numbers": numbers}


def both_open_from_plan(archive):
    """Two people open a file from the same entry: the number is given once."""
    seen = archive.press(*(
        (person, lambda env: env["vanthu.file"].create({
            "plan_line_id": archive.entry, "company_id": archive.company,
        })) for person in archive.archivists
    ))
    numbers = archive.do(SUPER, lambda env: env["vanthu.file"].search(
        [("plan_line_id", "=", archive.entry)]
    ).mapped("notation"))
    return {"seen": seen, "numbers": [number for number in numbers if number]}


def both_accept(archive):
    """Two archivists take the same batch over."""
    file_id = archive.closed()
    transfer_id = archive.do(archive.archivists[0], lambda env: env["vanthu.transfer"].browse(
        env["vanthu.file"].browse(file_id).action_prepare_transfer()["res_id"]
    ).id)
    for person, method in (
        (0, "action_send"), (1, "action_receive"), (1, "action_all_ok"),
    ):
        archive.do(archive.archivists[person], lambda env, method=method: getattr(
            env["vanthu.transfer"].browse(transfer_id), method
        )())
    seen = archive.both(archive.archivists, "vanthu.transfer", transfer_id, "action_accept")
    events = archive.do(SUPER, lambda env: env["vanthu.event"].search_count([
        ("res_model", "=", "vanthu.file"), ("res_id", "=", file_id),
        ("kind", "=", "file_archived"),
    ]))
    return {
        "seen": seen, "archived": events,
        "states": archive.see("vanthu.transfer", transfer_id, "state")[0]
        + archive.see("vanthu.file", file_id, "state")[0],
    }


def both_prepare(archive):
    """Two people put the same file into a batch."""
    file_id = archive.closed()
    seen = archive.both(
        archive.archivists, "vanthu.file", file_id, "action_prepare_transfer"
    )
    lines = archive.do(SUPER, lambda env: env["vanthu.transfer.line"].search_count(
        [("file_id", "=", file_id)]
    ))
    return {"seen": seen, "lines": lines}


def one_fills_while_the_other_retires(archive):
    """One puts a file into a box while another sets the empty box aside."""
    file_id, [box_id] = archive.archived(), archive.boxes()
    seen = archive.press(
        (archive.archivists[0], lambda env: env["vanthu.archive.box"].browse(
            box_id
        ).action_put_files([file_id])),
        (archive.archivists[1], lambda env: env["vanthu.archive.box"].browse(
            box_id
        ).action_retire()),
    )
    [[state, count]] = archive.see("vanthu.archive.box", box_id, "state", "file_count")
    return {"seen": seen, "box": [state, count]}


def both_put_one_file(archive):
    """Two archivists put the same file into different boxes."""
    file_id, boxes = archive.archived(), archive.boxes(2)
    seen = archive.press(*(
        (person, lambda env, box=box: env["vanthu.archive.box"].browse(
            box
        ).action_put_files([file_id])) for person, box in zip(
            archive.archivists, boxes, strict=True
        )
    ))
    return {
        "seen": seen,
        "counts": [count for [count] in archive.see("vanthu.archive.box", boxes, "file_count")],
    }


def both_take_the_last_place(archive):
    """Two boxes are put into a compartment with room for one."""
    place = archive.places[0]
    boxes = archive.boxes(4)
    archive.do(archive.archivists[0], lambda env: env["vanthu.archive.box"].browse(
        boxes[:2]
    ).action_move(place))
    seen = archive.press(*(
        (person, lambda env, box=box: env["vanthu.archive.box"].browse(box).action_move(place))
        for person, box in zip(archive.archivists, boxes[2:], strict=True)
    ))
    count = archive.do(SUPER, lambda env: env["vanthu.archive.box"].search_count(
        [("location_id", "=", place)]
    ))
    return {"seen": seen, "boxes": count}


def both_lend(archive):
    """Two requests for the same file are handed out at once."""
    file_id = archive.archived()
    loans = [archive.approved_loan(file_id, person) for person in archive.archivists]
    seen = archive.press(*(
        (person, lambda env, loan=loan: env["vanthu.loan"].browse(loan).action_hand_out())
        for person, loan in zip(archive.archivists, loans, strict=True)
    ))
    states = [state for [state] in archive.see("vanthu.loan", loans, "state")]
    return {"seen": seen, "states": sorted(states)}


def one_lends_while_the_other_destroys(archive):
    """A file goes to a reader at the moment of its destruction."""
    file_id = archive.archived()
    loan_id = archive.approved_loan(file_id, archive.archivists[0])
    disposal_id = archive.handed_over(file_id)
    seen = archive.press(
        (archive.archivists[0], lambda env: env["vanthu.loan"].browse(
            loan_id
        ).action_hand_out()),
        (archive.archivists[1], lambda env: env["vanthu.disposal"].browse(
            disposal_id
        ).action_destroy()),
    )
    return {
        "seen": seen, "file": archive.see("vanthu.file", file_id, "state", "is_lent")[0],
    }


def one_freezes_while_the_other_destroys(archive):
    """A leader puts a file under a hold at the moment of its destruction."""
    file_id = archive.archived()
    disposal_id = archive.handed_over(file_id)
    hold_id = archive.do(archive.leaders[0], lambda env: env["vanthu.hold"].create({
        "name": "Hold", "company_id": archive.company, "reason": "Inspection",
        "file_ids": [fields.Command.set([file_id])],
    }).id)
    seen = archive.press(
        (archive.leaders[0], lambda env: env["vanthu.hold"].browse(hold_id).action_place()),
        (archive.archivists[0], lambda env: env["vanthu.disposal"].browse(
            disposal_id
        ).action_destroy()),
    )
    return {
        "seen": seen, "file": archive.see("vanthu.file", file_id, "state", "is_held")[0],
    }


def both_list_one_file(archive):
    """Two archivists put the same file on different lists of a disposal."""
    file_id, rest = archive.archived(), [archive.archived(), archive.archived()]
    disposals = [archive.disposal(other) for other in rest]
    seen = archive.press(*(
        (person, lambda env, disposal=disposal: env["vanthu.disposal.line"].create({
            "disposal_id": disposal, "file_id": file_id,
        })) for person, disposal in zip(archive.archivists, disposals, strict=True)
    ))
    lines = archive.do(SUPER, lambda env: env["vanthu.disposal.line"].search_count(
        [("file_id", "=", file_id)]
    ))
    return {"seen": seen, "lines": lines}


def both_close(archive):
    """A file is closed by one person while another puts something into it."""
    file_id = archive.do(archive.archivists[0], lambda env: env["vanthu.file"].create({
        "company_id": archive.company, "name": "Being closed", "notation": "1.CLOSE",
        "catalog": 2001, "term_years": 5, "medium": "paper", "sheet_count": 3,
        "start_date": OLD, "line_ids": [fields.Command.create({"name": "Paper"})],
    }).id)
    seen = archive.press(
        (archive.archivists[0], lambda env: env["vanthu.file"].browse(file_id).action_close()),
        (archive.archivists[1], lambda env: env["vanthu.file.document"].create({
            "file_id": file_id, "name": "Late paper",
        })),
    )
    return {
        "seen": seen, "file": archive.see("vanthu.file", file_id, "state", "document_count")[0],
        "ordinals": archive.do(SUPER, lambda env: env["vanthu.file"].browse(
            file_id
        ).line_ids.mapped("ordinal")),
    }


TRIED = (
    both_make_boxes, both_append_to_plan, both_open_from_plan, both_accept, both_prepare,
    one_fills_while_the_other_retires, both_put_one_file, both_take_the_last_place, both_lend,
    one_lends_while_the_other_destroys, one_freezes_while_the_other_destroys,
    both_list_one_file, both_close,
)


def main(name):
    """Try all of it and print what came of it as one JSON object."""
    import odoo
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-c", os.environ["ODOO_RC"], "-d", name], setup_logging=False
    )
    archive = Archive(Registry(name))
    print(json.dumps({function.__name__: function(archive) for function in TRIED}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
