import { registry } from "@web/core/registry";

const PANEL = ".o_vanthu_exercise_panel";

registry.category("web_tour.tours").add("vanthu_exercise", {
    steps: () => [
        {
            content: "begin the first exercise",
            trigger: ".o_kanban_record:contains(T1.1) button[data-state=begin]",
            run: "click",
        },
        { trigger: ".o_vanthu_attempt .o_vanthu_steps .fa-circle-o" },
        { content: "nothing is done yet", trigger: "button[name=action_check]", run: "click" },
        { trigger: ".o_vanthu_steps .o_kanban_record:first .fa-times-circle" },
        {
            trigger: ".o_vanthu_steps .o_kanban_record:first button[name=action_hint]",
            run: "click",
        },
        { trigger: ".o_vanthu_steps .o_kanban_record:first .o_vanthu_hint" },
        {
            content: "into the practice organisation",
            trigger: "button[name=action_enter_practice]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_vanthu_practice_ribbon" },
        { trigger: ".o_vanthu_exercise_button:contains(1/3)", run: "click" },
        { trigger: `${PANEL} .o_vanthu_exercise_step .text-info` },
        { trigger: `${PANEL} button[name=check]`, run: "click" },
        {
            content: "the e-mail is right, the rest is not",
            trigger: ".o_vanthu_exercise_button:contains(1/3)",
        },
        { trigger: `${PANEL} .o_vanthu_exercise_step[data-right]` },
        { trigger: `${PANEL} button[name=exercises]`, run: "click" },
        { trigger: ".o_kanban_record:contains(T1.1) button[data-state=go_on]" },
    ],
});
