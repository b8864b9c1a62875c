from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.browser import BrowserCase

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


@tagged("post_install", "-at_install")
class TestGuideBubble(TrainingCommon, BrowserCase):
    """The bubble that leads a person, and the way to it."""

    _registry_readonly_enabled = False

    def _follow(self, path, user, code):
        self.browser_js(
            path, f"(async () => {{ {FOLLOWER} {code} }})().then("
            "() => console.log('led to the end'), (error) => console.error(error.message));",
            "odoo.isReady && !!document.querySelector('.o_list_view')", login=user.login,
            success_signal="led to the end", timeout=90,
        )

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

    def test_a_newcomer_finds_the_tours_under_the_button(self):
        self.env["vanthu.lesson"].create({
            "name": "Vào sổ", "topic_id": self.topics[0].id, "body": "<p>Vào sổ</p>",
            "tour_name": "vanthu_guide_clerk_incoming",
        })
        self.start_tour("/odoo/records-home", "vanthu_learn_menu", login=self.clerk.login)
        self.assertTrue(self.clerk.vanthu_no_guide)
