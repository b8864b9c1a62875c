from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.browser import BrowserCase
from odoo.addons.vanthu_document.tests.handling_common import HandlingCommon

from .training_common import TrainingCommon

# A person who does what the bubble says; the page is the real one, the steps are those of the tour.
FOLLOWER = """
const wait = async (find, what) => {
    for (let tries = 0; tries < 150; tries++) {
        const found = await find();
        if (found) { return found; }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("never came: " + what);
};
const see = (selector) => wait(() => document.querySelector(selector), selector);
const step = (number) => see(`.o_vanthu_guide[data-step="${number}"]`);
const press = async (selector) => (await see(selector)).click();
const type = async (selector, text) => {
    const field = await see(selector);
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
};
const tell = (truth, sentence) => { if (!truth) { throw new Error(sentence); } };
const orm = odoo.__WOWL_DEBUG__.root.env.services.orm;
const isDone = async (tour) => (await orm.call("vanthu.guide", "get_learning", [[]])).guides
    .find((guide) => guide.tour === tour).done;
"""


class GuideFollowed(BrowserCase):
    """A person in a browser who is led."""

    _registry_readonly_enabled = False

    def _follow(self, path, user, code, ready=".o_list_view"):
        self.browser_js(
            path, f"(async () => {{ {FOLLOWER} {code} }})().then("
            "() => console.log('led to the end'), (error) => console.error(error.message));",
            f"odoo.isReady && !!document.querySelector('{ready}')", login=user.login,
            success_signal="led to the end", timeout=90,
            # What the server refuses in these tests is told on the console, too.
            error_checker=lambda message: "RPC_ERROR" not in message,
        )


@tagged("post_install", "-at_install")
class TestGuideBubble(TrainingCommon, GuideFollowed):
    """The bubble that leads a person, and the way to it."""

    def test_the_bubble_leads_to_the_end_and_the_tour_counts_as_finished(self):
        self._follow("/odoo/records-units", self.manager, """
            const tour = "vanthu_guide_manager_unit";
            tell(!(await isDone(tour)), "it is finished before it began");
            await odoo.startTour(tour, { mode: "manual", redirect: false });
            const bubble = await step(1);
            tell(!bubble.querySelector("[name=go_on]"), "a step to press cannot be skipped");
            await wait(() => document.querySelector(".o_tour_pointer"), "tip");
            const box = bubble.getBoundingClientRect();
            const target = document.querySelector(".o_list_button_add").getBoundingClientRect();
            tell(box.top >= target.bottom || box.left >= target.right, "the bubble covers it");
            tell(box.right <= innerWidth && box.bottom <= innerHeight, "it leaves the screen");
            await press(".o_list_button_add");
            await step(2);
            await type(".o_field_widget[name=name] :is(input, textarea)", "Tổ mới");
            await step(3);
            await type(".o_field_widget[name=code] input", "TM");
            await step(4);
            await press(".o_vanthu_guide [name=go_on]");
            await step(5);
            await press(".o_form_button_save");
            const last = await step(6);
            tell(!last.querySelector("[name=stop_guide]"), "at the end there is nothing to stop");
            await press(".o_vanthu_guide [name=go_on]");
            await wait(() => isDone(tour), "tick");
            tell(!document.querySelector(".o_vanthu_guide"), "the bubble stays");
        """)
        self.assertEqual(self.env["vanthu.unit"].search([("code", "=", "TM")]).name, "Tổ mới")
        self.assertFalse(
            self.env["vanthu.guide"].with_user(self.manager).get_offer()
        )

    def test_who_stops_keeps_what_is_typed(self):
        self._follow("/odoo/incoming-waiting", self.clerk, """
            const tour = "vanthu_guide_clerk_incoming";
            await odoo.startTour(tour, { mode: "manual", redirect: false });
            await step(2);
            await press(".o_list_button_add");
            await step(3);
            await type("[name=code_number] input", "77");
            await step(4);
            await press(".o_vanthu_guide [name=stop_guide]");
            await wait(() => !document.querySelector(".o_vanthu_guide, .o_tour_pointer"), "end");
            tell(!localStorage.getItem("current_tour"), "it would begin again");
            tell(document.querySelector("[name=code_number] input").value === "77", "it is lost");
            tell(!(await isDone(tour)), "who stops has not finished");
            document.querySelector(".o_form_button_cancel").click();
            await see(".o_list_view, .o_form_view:not(.o_form_dirty)");
        """)

    def test_an_empty_list_is_said_and_does_not_count(self):
        self._follow("/odoo/to-send", self.clerk, """
            const tour = "vanthu_guide_clerk_outgoing";
            await odoo.startTour(tour, { mode: "manual", redirect: false });
            await step(1);
            await press(".o_vanthu_guide [name=go_on]");
            const bubble = await step(3);
            tell(!bubble.querySelector("[name=go_on]"), "there is nothing to go on to");
            await press(".o_vanthu_guide [name=stop_guide]");
            await wait(() => !document.querySelector(".o_vanthu_guide"), "end");
            tell(!(await isDone(tour)), "nothing was shown");
        """)

    def test_who_leaves_the_way_is_told(self):
        self._follow("/odoo/incoming-waiting", self.clerk, """
            await odoo.startTour("vanthu_guide_clerk_incoming", {
                mode: "manual", redirect: false,
            });
            await step(2);
            await odoo.__WOWL_DEBUG__.root.env.services.action.doAction(
                "vanthu_document.document_action_outgoing"
            );
            await see(".o_vanthu_guide_lost [name=start_again]");
            await press(".o_vanthu_guide_lost [name=stop_guide]");
            await wait(() => !document.querySelector(".o_vanthu_guide"), "end");
        """)

    def test_a_refused_button_is_pointed_to_again(self):
        self._follow("/odoo/incoming-waiting", self.clerk, """
            await odoo.startTour("vanthu_guide_clerk_incoming", {
                mode: "manual", redirect: false,
            });
            await step(2);
            await press(".o_list_button_add");
            await step(3);
            await type("[name=code_number] input", "78");
            await step(4);
            await type("[name=code_notation] input", "BGDĐT-VP");
            await step(5);
            const day = await see("[name=issued_date] :is(input, button)");
            day.focus();
            day.click();
            await see(".o_datetime_picker .o_date_item_cell");
            await new Promise((resolve) => setTimeout(resolve, 600));
            tell(!document.querySelector(".o_vanthu_guide"), "it points below the calendar");
            await press(".o_datetime_picker .o_date_item_cell.o_today");
            document.activeElement.blur();
            document.body.click();
            document.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
            await step(6);
            await type("[name=organ_name] input", "Bộ Giáo dục và Đào tạo");
            await step(7);
            await type("[name=subject] textarea", "x");
            await step(8);
            await type("[name=subject] textarea", "");
            await press("button[name=action_register]");
            await see("[name=subject].o_field_invalid");
            await step(8);
            tell(!document.querySelector(".o_vanthu_guide_lost"), "it is lost");
            await type("[name=subject] textarea", "Về việc tổng kết");
            await press("button[name=action_register]");
            await step(9);
            tell(document.querySelector(".o_vanthu_guide_more"), "nobody says what is next");
            await press(".o_vanthu_guide [name=go_on]");
            await wait(() => isDone("vanthu_guide_clerk_incoming"), "tick");
        """)
        document = self.env["vanthu.document"].search([("code_number", "=", "78")])
        self.assertEqual(document.state, "registered")
        self.assertEqual(document.arrival_number, 1)

    def test_a_leader_is_offered_the_tour_on_the_desk(self):
        self._follow("/odoo/desk", self.leader, """
            tell((await see(".o_vanthu_desk > .o_vanthu_guide_offer")).offsetHeight < 120, "tall");
            await press(".o_vanthu_guide_offer [name=dismiss_offer]");
            await wait(() => !document.querySelector(".o_vanthu_guide_offer"), "end of the offer");
        """, ready=".o_vanthu_guide_offer")
        self.assertTrue(self.leader.vanthu_no_guide)

    def test_a_leader_without_letters_is_told_so(self):
        self._follow("/odoo/desk", self.leader, """
            await odoo.startTour("vanthu_guide_leader_desk", { mode: "manual", redirect: false });
            await step(1);
            await press(".o_vanthu_desk_tab[data-pile=direct]");
            await step(2);
            await press(".o_vanthu_guide [name=go_on]");
            await step(3);
            await press(".o_vanthu_guide [name=stop_guide]");
            await wait(() => !document.querySelector(".o_vanthu_guide, .o_tour_pointer"), "end");
            tell(!(await isDone("vanthu_guide_leader_desk")), "nothing was shown");
        """, ready=".o_vanthu_desk_done")

    def test_a_newcomer_finds_the_tours_under_the_button(self):
        self.env["vanthu.lesson"].create({
            "name": "Vào sổ", "topic_id": self.topics[0].id, "body": "<p>Vào sổ</p>",
            "tour_name": "vanthu_guide_clerk_incoming",
        })
        self.start_tour("/odoo/records-home", "vanthu_learn_menu", login=self.clerk.login)
        self.assertTrue(self.clerk.vanthu_no_guide)

    def test_where_a_bubble_finds_room(self):
        self._run_unit_tests("guide", addon="vanthu_training")

    def test_the_panel_of_an_exercise(self):
        self._run_unit_tests("exercise_panel", addon="vanthu_training")


@tagged("post_install", "-at_install")
class TestGuideBubbleAtWork(HandlingCommon, GuideFollowed):
    """Real work does not always go as the first line of the list says."""

    def test_whichever_line_is_opened_the_tour_goes_on(self):
        first, second = (
            self._direct(rows=[
                {"role": "lead", "unit_id": self.unit.id},
                {"role": "cooperate", "user_id": self.handler.id},
            ]).filtered(lambda row: row.user_id == self.handler)
            for _ in range(2)
        )
        self._follow("/odoo/my-work", self.handler, """
            await odoo.startTour("vanthu_guide_handler_work", { mode: "manual", redirect: false });
            await step(1);
            await press(".o_vanthu_guide [name=go_on]");
            await step(4);
            const rows = document.querySelectorAll(".o_data_cell[name=document_subject]");
            tell(rows.length === 2, "there are two");
            rows[1].click();
            await step(5);
            await press(".o_vanthu_guide [name=go_on]");
            await step(6);
            await press("button[name=action_accept]");
            await step(8);
            await press(".o_vanthu_guide [name=stop_guide]");
            await wait(() => !document.querySelector(".o_vanthu_guide"), "end");
        """)
        self.assertEqual(sorted((first + second).mapped("state")), ["accepted", "new"])

    def test_a_dialog_that_is_closed_leads_back_to_its_button(self):
        work = self._direct()
        work.with_user(self.head).action_accept()
        self._follow("/odoo/my-work", self.head, """
            await odoo.startTour("vanthu_guide_head_split", { mode: "manual", redirect: false });
            await step(1);
            await press(".o_vanthu_guide [name=go_on]");
            await step(4);
            await press(".o_data_row .o_data_cell[name=document_subject]");
            await step(5);
            await press(".o_vanthu_guide [name=go_on]");
            await step(8);
            await press("button.o_vanthu_pass_on");
            await step(9);
            await press(".modal .btn-close");
            await step(8);
            tell(!document.querySelector(".o_vanthu_guide_lost"), "it is lost");
            await press(".o_vanthu_guide [name=stop_guide]");
            await wait(() => !document.querySelector(".o_vanthu_guide"), "end");
        """)
        self.assertFalse(work.child_ids)
