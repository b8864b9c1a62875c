"""What tests of the home page share."""

from datetime import timedelta

from lxml import etree

from odoo.tools.safe_eval import safe_eval

from .handling_common import HandlingCommon


class HomeCommon(HandlingCommon):
    """Reads the home page and the lists behind its numbers as the web client does."""

    def _home(self, user):
        home = self.env["vanthu.home"].with_user(user).with_company(user.company_id)
        return {block["key"]: block for block in home.get_home()["blocks"]}

    def _figures(self, user, block):
        found = self._home(user).get(block, {"figures": []})["figures"]
        return {figure["key"]: figure for figure in found}

    def _counts(self, user, block):
        return {
            key: figure["count"] for key, figure in self._figures(user, block).items()
            if figure["count"]
        }

    def _list_of(self, user, figure):
        """The records that the list shows after a tap on the figure.

        Reads action and search view as the web client does: default filters of one group are
        alternatives, groups restrict each other.
        """
        action = self.env["ir.actions.actions"]._for_xml_id(figure["action"])
        if action.get("tag") == "vanthu_leader_desk":
            key = {"to_direct": "direct", "to_sign": "sign"}[figure["key"]]
            pile = self.env["vanthu.desk"].with_user(user)._get_piles()[key]
            return self.env[pile.model].with_user(user).search(pile.domain)
        model = self.env[action["res_model"]].with_user(user).with_company(user.company_id)
        domain = figure["domain"]
        if domain is None:
            domain = safe_eval(action["domain"] or "[]", {"uid": user.id})
        context = {**safe_eval(action["context"], {"uid": user.id}), **figure["context"]}
        wanted = {
            key.removeprefix("search_default_"): value for key, value in context.items()
            if key.startswith("search_default_") and value
        }
        view = action["search_view_id"] or [False]
        arch = etree.fromstring(model.get_view(view[0], "search")["arch"])
        found = model.search(domain)
        group, known = model.browse(), set()
        active = False
        for node in arch:
            if node.tag == "separator":
                if active:
                    found &= group
                group, active = model.browse(), False
            elif node.get("name") in wanted:
                known.add(node.get("name"))
                if node.tag == "filter" and node.get("domain"):
                    group |= model.search(
                        safe_eval(node.get("domain"), {"uid": user.id})
                    )
                    active = True
                elif node.tag == "field":
                    found &= model.search([(node.get("name"), "=", wanted[node.get("name")])])
        if active:
            found &= group
        grouped = {node.get("name") for node in arch.iterfind(".//group/filter")}
        self.assertEqual(set(wanted) - known - grouped, set(), "no such filter")
        return found

    def _assert_lists(self, user):
        checked = []
        for block in self._home(user).values():
            for figure in block["figures"]:
                with self.subTest(user=user.login, block=block["key"], figure=figure["key"]):
                    # Years that have none cannot be listed.
                    if figure["action"] and figure["key"] != "holidays":
                        self.assertEqual(len(self._list_of(user, figure)), figure["count"])
                        checked.append(figure["key"])
        return checked

    def _work_of_every_kind(self):
        """Work that is late, due today, soon, new, passed on, reported and done."""
        day = timedelta(days=1)
        leads = self.env["vanthu.assignment"].with_user(self.head)
        for due in (-3, -1, 0, 0, 2, 30):
            work = self._direct(rows=[self._lead(due_date=self.today + day), self._cooperate()])
            work.due_date = self.today + due * day
            work.document_id.due_date = self.today + due * day
            leads += work[0].with_user(self.head)
        parts = leads.browse(leads[1:5].action_pass_on(self.handler.id))
        parts[1].with_user(self.handler).action_ask_extension(
            (self.today + 9 * day).isoformat(), "Chờ số liệu"
        )
        parts[0].with_user(self.handler).action_report("Xong")
        parts[3].with_user(self.handler).action_report("Xong")
        leads[4].action_done()
        return leads, parts
