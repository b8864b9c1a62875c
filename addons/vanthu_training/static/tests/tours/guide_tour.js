import { registry } from "@web/core/registry";

const OFFER = ".o_vanthu_guide_offer";

/** A newcomer refuses the offer and finds the tours again under the button. */
registry.category("web_tour.tours").add("vanthu_learn_menu", {
    steps: () => [
        { trigger: `${OFFER} button[name=start_offer]` },
        { trigger: `${OFFER} button[name=dismiss_offer]`, run: "click" },
        { trigger: `.o_vanthu_home:not(:has(${OFFER}))` },
        { trigger: "button.o_vanthu_learn[aria-label]", run: "click" },
        {
            content: "the tour of this screen is the first, and not finished",
            trigger:
                ".o_vanthu_learn_menu .dropdown-item:first[data-tour=vanthu_guide_clerk_incoming][data-done=false]",
        },
        { trigger: ".o_vanthu_learn_menu [data-tour=vanthu_guide_handler_work]" },
        { trigger: ".o_vanthu_learn_menu:not(:has([data-tour=vanthu_guide_leader_desk]))" },
        { trigger: ".o_vanthu_learn_menu [data-learn=practice]" },
        { trigger: ".o_vanthu_learn_menu [data-lesson]", run: "click" },
        { trigger: ".o_vanthu_lesson_page" },
        { trigger: "button.o_vanthu_learn", run: "click" },
        { trigger: ".o_vanthu_learn_menu [data-learn=lessons]", run: "click" },
        { trigger: ".o_kanban_view .o_kanban_record" },
    ],
});
