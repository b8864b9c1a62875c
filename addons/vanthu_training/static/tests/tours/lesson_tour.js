import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("vanthu_lesson_reader", {
    steps: () => [
        {
            content: "lessons stand by topic; open the first of ours",
            trigger: ".o_kanban_record:contains(Reader one)",
            run: "click",
        },
        {
            content: "text and picture are there, nothing is read",
            trigger: ".o_vanthu_lesson_page .o_field_widget[name=body] h2:contains(Steps)",
        },
        { trigger: "body:not(:has(.o_vanthu_lesson_tour))" },
        { trigger: ".o_vanthu_lesson_outline [aria-current]:contains(Reader one) .fa-circle-o" },
        { trigger: ".o_vanthu_lesson_next", run: "click" },
        {
            content: "the next lesson is open, the first is read",
            trigger: ".o_vanthu_lesson_outline [aria-current]:contains(Reader two)",
        },
        { trigger: ".o_vanthu_lesson_outline button:contains(Reader one) .fa-check-circle" },
        { trigger: ".o_vanthu_lesson_previous", run: "click" },
        { trigger: ".o_vanthu_lesson_outline [aria-current]:contains(Reader one)" },
        {
            content: "by the list to the last one, which has a tour",
            trigger: ".o_vanthu_lesson_outline button:contains(Reader two)",
            run: "click",
        },
        { trigger: ".o_vanthu_lesson_tour" },
        { trigger: ".o_vanthu_lesson_exercise" },
    ],
});

registry.category("web_tour.tours").add("vanthu_lesson_phone", {
    steps: () => [
        { trigger: ".o_kanban_record:contains(Reader one)", run: "click" },
        {
            content: "the list is folded, and nothing is wider than the screen",
            trigger: ".o_vanthu_lesson_outline:not([open])",
            run: () => {
                const { scrollWidth, clientWidth } = document.querySelector(".o_content");
                if (scrollWidth > clientWidth) {
                    throw new Error(`the lesson is ${scrollWidth - clientWidth} points too wide`);
                }
            },
        },
        { trigger: ".o_vanthu_lesson_next", run: "click" },
        { trigger: "h1:contains(Reader two)" },
    ],
});

registry.category("web_tour.tours").add("vanthu_quiz_buttons", {
    steps: () => [
        { trigger: ".o_kanban_record:contains(Class 1)", run: "click" },
        { trigger: "button[name=action_take_before]" },
        { trigger: "button[name=action_take_after]" },
        { trigger: ".o_form_view:not(:has(button[name=action_give_feedback]))" },
    ],
});
