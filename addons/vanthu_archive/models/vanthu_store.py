from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.store_code import BOX, FILE, LOCATION, parse_code

MOST_FOUND = 20


class VanthuStore(models.AbstractModel):
    """What the map of the store and the page for phones ask for."""

    _name = "vanthu.store"
    _description = "Store"

    @api.model
    @api.readonly
    def get_map(self, room_id: int = 0) -> dict:
        """A room with all its shelves and how full each place is.

        :param int room_id: id of ``vanthu.storage.location``; 0 for the first room
        :return dict: ``rooms`` (id, name), ``room`` (its id, False without any), ``blocks``:
            rows with ``shelves`` with ``places`` (id, code, name, capacity, used)
        :raise AccessError: the caller may not see the store
        """
        rooms = self._get_rooms()
        room = rooms.browse(room_id).exists() if room_id else rooms[:1]
        room.check_access("read")
        return {
            "rooms": [{"id": one.id, "name": one.display_name} for one in rooms],
            "room": room.id,
            "name": room.display_name if room else "",
            "blocks": self._get_blocks(room) if room else [],
        }

    @api.model
    def _get_rooms(self):
        """Rooms, and repositories that are not divided into rooms."""
        places = self.env["vanthu.storage.location"]
        return places.search([
            ("company_id", "in", self.env.companies.ids),
            "|", ("kind", "=", "room"),
            "&", ("kind", "=", "repository"), ("child_ids.kind", "!=", "room"),
        ])

    @api.model
    def _get_blocks(self, room):
        """The parts of a room: its rows, their shelves, their places; one query for all."""
        self.env["vanthu.storage.location"].flush_model()
        self.env["vanthu.archive.box"].flush_model(["location_id"])
        rows = self.env.execute_query(SQL(
            """SELECT l.id, l.parent_id, l.code, l.name, l.full_code,
                      COALESCE(l.box_capacity, 0), COALESCE(b.used, 0)
                 FROM vanthu_storage_location l
                 LEFT JOIN (SELECT location_id, COUNT(*) AS used FROM vanthu_archive_box
                             WHERE location_id IS NOT NULL GROUP BY location_id) b
                        ON b.location_id = l.id
                WHERE l.active AND l.parent_path LIKE %s
                ORDER BY l.full_code, l.id""", f"{room.parent_path}%",
        ))
        below = {}
        for row in rows:
            below.setdefault(row[1], []).append(row)
        own = [row for row in rows if row[0] == room.id]
        blocks = []
        for block in below.get(room.id) or own:
            shelves = below.get(block[0]) or [block]
            blocks.append({
                "id": block[0], "code": block[2], "name": block[3],
                "shelves": [
                    {
                        "id": shelf[0], "code": shelf[2], "name": shelf[3],
                        "places": [
                            {
                                "id": place[0], "code": place[2], "name": place[4],
                                "capacity": place[5], "used": place[6],
                            } for place in self._get_ends(shelf, below)
                        ],
                    } for shelf in shelves
                ],
            })
        return blocks

    @api.model
    def _get_ends(self, row, below):
        """Rows without parts at or below a row."""
        parts = below.get(row[0])
        if not parts:
            return [row]
        return [end for part in parts for end in self._get_ends(part, below)]

    @api.model
    @api.readonly
    def get_place(self, location_id: int) -> dict:
        """What stands in one place.

        :param int location_id: id of ``vanthu.storage.location``
        :return dict: ``id``, ``name``, ``capacity``, ``used``, ``boxes`` (see ``_describe_box``)
        :raise AccessError: the caller may not see the place
        """
        place = self.env["vanthu.storage.location"].browse(location_id).exists()
        place.check_access("read")
        boxes = self.env["vanthu.archive.box"].search([("location_id", "child_of", place.ids)])
        return {
            "id": place.id, "name": place.display_name, "capacity": place.capacity,
            "used": place.used, "boxes": [self._describe_box(box) for box in boxes],
        }

    @api.model
    def _describe_box(self, box):
        """A box in a few words.

        :return dict: ``id``, ``name``, ``years``, ``notations``, ``files``, ``fill``, ``state``,
            ``place_id``, ``place``, ``room_id``
        """
        place = box.location_id
        return {
            "id": box.id, "name": box.display_name, "years": box.years,
            "notations": box.notations, "files": box.file_count,
            "fill": round(box.fill_percent), "state": box.state,
            "place_id": place.id, "place": place.full_code or "",
            "room_id": self._get_room_of(place),
        }

    @api.model
    def _get_room_of(self, place):
        above = place
        while above and above.kind != "room" and above.parent_id:
            above = above.parent_id
        return above.id

    @api.model
    @api.readonly
    def find(self, text: str) -> list:
        """Where a file or a box stands.

        :param str text: code of a label, number of a box, number or title of a file
        :return list: dicts ``kind`` (box, file), ``id``, ``name`` and ``box`` (see
            ``_describe_box``), at most 20
        :raise AccessError: the caller may not see the store
        """
        text = (text or "").strip()
        boxes = self.env["vanthu.archive.box"]
        boxes.check_access("read")
        if not text:
            return []
        code = parse_code(text)
        mine = Domain("company_id", "in", self.env.companies.ids)
        if code and code[0] == BOX:
            boxes, files = boxes.search(mine & self._get_domain_of(code)), Domain.FALSE
        elif code:
            files = self._get_domain_of(code) if code[0] == FILE else Domain.FALSE
        else:
            if text.isdigit() and len(text) < 9:
                boxes = boxes.search(mine & Domain("number", "=", int(text)))
            files = Domain("notation", "ilike", text) | Domain("name", "ilike", text)
        boxed = mine & Domain("box_id", "!=", False)
        # Who types a whole number wants that file, not all that contain it.
        found = self.env["vanthu.file"].search(
            boxed & Domain("notation", "=", text), limit=MOST_FOUND
        ) or self.env["vanthu.file"].search(boxed & files, limit=MOST_FOUND)
        return [
            {"kind": "box", "id": box.id, "name": box.display_name,
             "box": self._describe_box(box)} for box in boxes
        ] + [
            {"kind": "file", "id": file.id, "name": file.display_name,
             "box": self._describe_box(file.box_id)} for file in found
        ]

    @api.model
    def _get_domain_of(self, code):
        """Which record a label means.

        :param tuple code: from ``parse_code``
        :return Domain:
        """
        return Domain("id" if isinstance(code[1], int) else "label_code", "=", code[1])

    # ---- SCANNING ----

    @api.model
    @api.readonly
    def scan(self, code: str) -> dict:
        """What a label means, read by a scanner or typed.

        :param str code: as it came: code of a label, number of a box, code of a place
        :return dict: ``kind`` (box, place, file), ``id``, ``name``; for a box and a file ``box``
            (see ``_describe_box``, False for a file in none), for a place ``capacity``, ``used``
        :raise UserError: nothing here has this label
        :raise AccessError: the caller may not see the store
        """
        record = self._find_scanned(code)
        if record._name == "vanthu.storage.location":
            return self._describe_place(record)
        if record._name == "vanthu.archive.box":
            return {
                "kind": "box", "id": record.id, "name": record.display_name,
                "box": self._describe_box(record),
            }
        return {
            "kind": "file", "id": record.id, "name": record.display_name,
            "state": dict(record._fields["state"]._description_selection(self.env))[record.state],
            "box": self._describe_box(record.box_id) if record.box_id else False,
        }

    @api.model
    def _find_scanned(self, code):
        """The record of a label.

        :raise UserError: nothing that the caller may see has this label
        """
        models = {
            BOX: "vanthu.archive.box", LOCATION: "vanthu.storage.location", FILE: "vanthu.file",
        }
        for name in models.values():
            self.env[name].check_access("read")
        text = (code or "").strip()
        mine = Domain("company_id", "in", self.env.companies.ids)
        parsed = parse_code(text)
        if parsed:
            record = self.env[models[parsed[0]]].search(mine & self._get_domain_of(parsed))
        elif text.isdigit() and len(text) < 9:
            record = self.env[models[BOX]].search(mine & Domain("number", "=", int(text)))
        else:
            record = text and self.env[models[LOCATION]].search(
                mine & Domain("full_code", "=ilike", text)
            ) or self.env[models[FILE]].search(
                mine & (Domain("notation", "=", text) | Domain("arc_file_code", "=", text))
            )
        if not record:
            raise UserError(self.env._(
                "“%s” is no label of this store; scan again or type the number.", text
            ))
        if len(record) > 1:
            raise UserError(self.env._(
                "Several things are called “%s”; scan the label instead.", text
            ))
        return record

    @api.model
    def put_away(self, box_ids: list[int], location_id: int) -> dict:
        """Put boxes where they were carried to.

        :param list box_ids: ids of ``vanthu.archive.box``
        :param int location_id: id of ``vanthu.storage.location``
        :return dict: the place as :meth:`scan` tells it
        :raise AccessError: the caller is no archivist
        :raise UserError: there is no room
        """
        self.env["vanthu.archive.box"].browse(box_ids).exists().action_move(location_id)
        place = self.env["vanthu.storage.location"].browse(location_id)
        place.invalidate_recordset()
        return self._describe_place(place)

    @api.model
    def _describe_place(self, place):
        return {
            "kind": "place", "id": place.id, "name": place.display_name,
            "capacity": place.capacity, "used": place.used,
        }
