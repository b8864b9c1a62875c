import { registry } from "@web/core/registry";

/** The clerk sees what the check found, has it repaired and confirms the presentation. */
registry.category("web_tour.tours").add("vanthu_document_format", {
    steps: () => [
        { trigger: "[name=format_errors]:contains('2')" },
        { trigger: "[name=format_errors] button[name=action_check_format]", run: "click" },
        { trigger: ".modal .o_vanthu_format_check .o_data_row:nth-child(2) [name=found]" },
        {
            content: "the place, what stands there and what should",
            trigger: ".modal .o_data_row [name=place]:contains('Độc Lập')",
        },
        { trigger: ".modal button[name=action_repair]", run: "click" },
        {
            content: "words are left to people",
            trigger: ".modal .o_vanthu_format_check:not(:has(.o_data_row:nth-child(2) [name=found]))",
        },
        { trigger: ".modal:not(:has(button[name=action_repair])) .btn-close", run: "click" },
        { trigger: "body:not(:has(.modal)) [name=format_errors]:contains('1')" },
        { trigger: ".o_statusbar_buttons button[name=action_confirm_format]", run: "click" },
        { trigger: ".o_form_view:not(:has(.o_statusbar_buttons button[name=action_confirm_format]))" },
        { trigger: ".o_notebook_headers a[name=history]", run: "click" },
        { trigger: "[name=format_errors_left]:contains('1')" },
    ],
});
