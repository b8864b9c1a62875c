import { registry } from "@web/core/registry";

const back = { trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item:first a", run: "click" };

/** A leader looks at the archive: a figure and its list, a unit and its list, the store. */
registry.category("web_tour.tours").add("vanthu_archive_board", {
    url: "/odoo/archive-board",
    steps: () => [
        { trigger: "button[name=held] .o_vanthu_archive_board_value:contains(/^1$/)" },
        { trigger: "button[name=held]", run: "click" },
        {
            content: "as many rows as the figure said",
            trigger: ".o_list_view:has(.o_data_row):not(:has(.o_data_row:eq(1)))",
        },
        back,
        { trigger: "section[name=units] tbody tr:first td:eq(2) a:contains(/^2$/)", run: "click" },
        { trigger: ".o_list_view .o_data_row:eq(1)" },
        back,
        { trigger: "section[name=growth] a:contains(/./)" },
        { trigger: "section[name=rooms] h4 a", run: "click" },
        { trigger: ".o_list_view .o_data_row td[name=full_code]" },
        back,
        { trigger: "section[name=rooms] tbody a:first", run: "click" },
        { trigger: ".o_vanthu_store_search" },
    ],
});

/** An archivist makes the statistics of a year, enters one figure, and submits them. */
registry.category("web_tour.tours").add("vanthu_archive_statistic", {
    url: "/odoo/archive-statistics",
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: ".o_field_widget[name=year] input", run: "edit 2026" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_field_widget[name=line_ids] .o_data_row:eq(20)" },
        { trigger: ".o_data_row:first td[name=value]", run: "click" },
        { trigger: ".o_data_row:first td[name=value] input", run: "edit 3" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved, .o_form_status_indicator_buttons.invisible" },
        { trigger: "button[name=action_enter_noughts]", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)) button[name=action_submit].btn-primary", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: ".o_statusbar_status button.o_arrow_button_current[data-value=submitted]" },
    ],
});
