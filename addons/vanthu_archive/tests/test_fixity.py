"""Archived bytes: read again in time, every difference found, shown and repaired."""

import os
from base64 import b64encode
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.vanthu_fixity_incident import REPLICA_PARAMETER
from ..tools.checksum import Sums, put_in_place, sums_of_bytes, sums_of_file
from .archive_common import ArchiveCommon


class FixityCommon(ArchiveCommon):
    def setUp(self):
        super().setUp()
        self.data = f"noi dung luu tru {self.id()}".encode()
        self.content = self._archive_file(self.data)
        self.path = self._path_of(self.content)

    def _archive_file(self, data, **values):
        """The content of a new archived file that has one upload of these bytes."""
        file = self._create_file(self.archivist, **{
            "name": "Hồ sơ có tệp", "notation": f"{sums_of_bytes(data).sha256[:8]}.T",
            "term": "years", "term_years": 10, "medium": "electronic", **values,
        })
        attachment = self.env["ir.attachment"].with_user(self.archivist).create({
            "name": "to-trinh.txt", "raw": data,
        })
        self._add_item(file, attachment_ids=[Command.set(attachment.ids)])
        file.action_close()
        file.sudo()._archive()
        content = self.env["vanthu.file.content"].sudo().search([("file_id", "=", file.id)])
        self.addCleanup(self._remove, self._path_of(content))
        return content

    def _path_of(self, content):
        attachment = content.attachment_id
        return attachment._full_path(attachment.store_fname)

    def _remove(self, path):
        with suppress(FileNotFoundError):
            os.unlink(path)

    def _flip_a_bit(self, path=None):
        path = Path(path or self.path)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))

    def _run(self, **values):
        with self._without_commits():
            self.env["vanthu.file.content"].sudo()._cron_check(**values)
        self.env.invalidate_all()

    def _without_commits(self):
        return patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60.0)

    def _make_due(self, days=81):
        self.content.write({"checked_at": fields.Datetime.now() - timedelta(days=days)})

    def _get_incidents(self):
        return self.env["vanthu.fixity.incident"].search([("content_id", "=", self.content.id)])

    def _get_incident(self):
        return self._get_incidents().filtered(lambda incident: incident.state == "open")


@tagged("post_install", "-at_install")
class TestFixity(FixityCommon):
    def test_first_reading_records_the_sum(self):
        self.assertEqual(self.content.check_state, "waiting")
        self._run()
        self.assertEqual(self.content.check_state, "whole")
        self.assertEqual(self.content.sha256, sums_of_bytes(self.data).sha256)
        self.assertTrue(self.content.checked_at)
        self.assertFalse(self._get_incidents())

    def test_file_is_read_again_before_90_days_are_over_and_not_sooner(self):
        self._run()
        first = self.content.checked_at
        for days, again in ((79, False), (81, True)):
            self._make_due(days)
            before = self.content.checked_at
            self._run()
            self.assertEqual(self.content.checked_at != before, again, days)
        self.assertGreaterEqual(self.content.checked_at, first)

    def test_one_flipped_bit_is_found_told_and_logged(self):
        self._run()
        self._flip_a_bit()
        self._make_due()
        messages = self.env["mail.message"].search_count([
            ("partner_ids", "in", self.archivist.partner_id.ids)
        ])
        self._run()
        incident = self._get_incident()
        self.assertEqual((self.content.check_state, incident.kind), ("damaged", "damaged"))
        self.assertEqual(incident.expected_sha256, sums_of_bytes(self.data).sha256)
        self.assertNotEqual(incident.found_sha256, incident.expected_sha256)
        self.assertEqual(incident.found_size, len(self.data))
        self.assertTrue(self._get_events(self.content.file_id, "content_damaged"))
        self.assertEqual(self.env["mail.message"].search_count([
            ("partner_ids", "in", self.archivist.partner_id.ids)
        ]), messages + 1)

    def test_damage_before_the_first_reading_is_found_too(self):
        self._flip_a_bit()
        self._run()
        self.assertEqual(self.content.check_state, "damaged")
        incident = self._get_incident().with_user(self.archivist)
        incident._repair(self.data, "Bản sao lưu")
        self.assertEqual(self.content.sha256, sums_of_bytes(self.data).sha256)
        self.assertEqual(Path(self.path).read_bytes(), self.data)

    def test_lost_file_is_found_once(self):
        self._run()
        os.unlink(self.path)
        self._make_due()
        self._run()
        self.assertEqual((self.content.check_state, self._get_incident().kind),
                         ("missing", "missing"))
        self._run()
        self.assertEqual(len(self._get_incidents()), 1)

    def test_open_incident_is_the_only_one_of_its_file(self):
        self._flip_a_bit()
        self._run()
        Incident = self.env["vanthu.fixity.incident"].sudo()
        self.assertFalse(Incident._open([{"content_id": self.content.id, "kind": "damaged"}]))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            Incident.create({"content_id": self.content.id, "kind": "damaged"})

    def test_budget_stops_the_job_and_the_next_run_goes_on(self):
        others = self._archive_file(b"hai"), self._archive_file(b"ba")
        contents = self.content | others[0] | others[1]
        waiting = self.env["vanthu.file.content"].sudo().search_count([
            ("check_state", "=", "waiting")
        ])
        self._run(budget=0)
        self.assertEqual(set(contents.mapped("check_state")), {"waiting"})
        self._run(budget=1)
        left = self.env["vanthu.file.content"].sudo().search_count([
            ("check_state", "=", "waiting")
        ])
        self.assertLess(left, waiting)
        self._run()
        self.assertEqual(set(contents.mapped("check_state")), {"whole"})

    def test_damaged_file_is_not_read_again_until_it_is_repaired(self):
        self._flip_a_bit()
        self._run()
        self._make_due()
        before = self.content.checked_at
        self._run()
        self.assertEqual(self.content.checked_at, before)


@tagged("post_install", "-at_install")
class TestRepair(FixityCommon):
    def setUp(self):
        super().setUp()
        self._run()
        self._flip_a_bit()
        self._make_due()
        self._run()
        self.incident = self._get_incident().with_user(self.archivist)

    def _upload(self, data, user=None):
        user = user or self.archivist
        return self.env["vanthu.fixity.repair"].with_user(user).create({
            "incident_id": self.incident.id, "data": b64encode(data), "source": "Băng 12",
        }).action_repair()

    def test_sound_copy_from_a_backup_repairs(self):
        self._upload(self.data)
        self.assertEqual(Path(self.path).read_bytes(), self.data)
        self.assertEqual(self.incident.state, "repaired")
        self.assertEqual(
            (self.incident.repaired_by_id, self.incident.source), (self.archivist, "Băng 12")
        )
        self.assertEqual(self.content.check_state, "whole")
        event = self._get_events(self.content.file_id, "content_repaired")
        self.assertEqual(event.detail["reason"], "Băng 12")
        self._make_due()
        self._run()
        self.assertEqual(self.content.check_state, "whole")

    def test_other_bytes_are_refused_and_change_nothing(self):
        damaged = Path(self.path).read_bytes()
        for data in (b"khac", damaged, self.data + b" "):
            with self.subTest(data), self.assertRaisesRegex(UserError, "different one"):
                self._upload(data)
        self.assertEqual(Path(self.path).read_bytes(), damaged)
        self.assertEqual(self.incident.state, "open")

    def test_copy_of_the_store_repairs(self):
        with self.assertRaisesRegex(UserError, "No copy"):
            self.incident.action_repair_from_replica()
        with TemporaryDirectory() as folder:
            self.env["ir.config_parameter"].set_param(REPLICA_PARAMETER, folder)
            with self.assertRaisesRegex(UserError, "does not have"):
                self.incident.action_repair_from_replica()
            copy = Path(folder, *Path(self.path).parts[-2:])
            put_in_place(copy, b"cung hong")
            with self.assertRaisesRegex(UserError, "different one"):
                self.incident.action_repair_from_replica()
            put_in_place(copy, self.data)
            self.incident.action_repair_from_replica()
        self.assertEqual(Path(self.path).read_bytes(), self.data)
        self.assertEqual(self.incident.state, "repaired")

    def test_repaired_is_repaired_once(self):
        self._upload(self.data)
        with self.assertRaisesRegex(UserError, "already"):
            self._upload(self.data)

    def test_only_archivists_of_the_organisation_repair(self):
        for user in (self.clerk, self.leader, self.manager, self.handler):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.incident.with_user(user)._repair(self.data, "x")
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._upload(self.data, user)
        with self.assertRaises(AccessError):
            self.incident.with_user(self.other_archivist)._repair(self.data, "x")
        self.assertFalse(self.incident.with_user(self.other_archivist).search([
            ("id", "=", self.incident.id)
        ]))
        with self.assertRaises(UserError):
            self.incident.write({"state": "repaired"})
        action = self.incident.action_open_repair()
        self.assertEqual(action["context"]["default_incident_id"], self.incident.id)


@tagged("post_install", "-at_install")
class TestChecksumTools(ArchiveCommon):
    def test_file_is_never_half_written(self):
        with TemporaryDirectory() as folder:
            path = Path(folder, "ab", "abcdef")
            put_in_place(path, b"mot")
            self.assertEqual(sums_of_file(path), sums_of_bytes(b"mot"))
            with self.assertRaises(TypeError):
                put_in_place(path, "khong phai bytes")
            self.assertEqual(path.read_bytes(), b"mot")
            self.assertEqual(os.listdir(path.parent), ["abcdef"])
            self.assertEqual(sums_of_file(Path(folder, "khong-co")), Sums())

    def test_sum_is_the_known_one(self):
        self.assertEqual(
            sums_of_bytes(b"abc").sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        )
