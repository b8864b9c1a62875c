import { registry } from "@web/core/registry";

/** A director on Monday: the week, the late documents behind their figure, back, the month. */
registry.category("web_tour.tours").add("vanthu_document_board", {
    url: "/odoo/board",
    steps: () => [
        { trigger: ".o_vanthu_board_page[data-first='2026-11-09']" },
        { trigger: "button[name=late] .o_vanthu_board_value:contains(/^2$/)" },
        { trigger: "button[name=previous]", run: "click" },
        { trigger: ".o_vanthu_board_page[data-first='2026-11-02']" },
        { trigger: "button[name=late] .o_vanthu_board_value:contains(/^1$/)" },
        { trigger: "button[name=late]", run: "click" },
        {
            content: "as many rows as the figure said",
            trigger: ".o_list_view:has(.o_data_row):not(:has(.o_data_row:eq(1)))",
        },
        { trigger: ".o_data_row .o_data_cell[name=subject]", run: "click" },
        { trigger: ".o_form_view [name=subject]" },
        { trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item:first a", run: "click" },
        {
            content: "the board is as it was left",
            trigger: ".o_vanthu_board_page[data-first='2026-11-02'], .o_list_view .o_data_row",
        },
    ],
});

/** The pivot of work: medians, and the list behind a cell. */
registry.category("web_tour.tours").add("vanthu_document_work_figures", {
    url: "/odoo/work-figures",
    steps: () => [
        { trigger: ".o_pivot th.o_pivot_measure_row:contains(/./)" },
        { trigger: ".o_pivot td.o_pivot_cell_value:contains('1,5'), .o_pivot td.o_pivot_cell_value:contains('1.5')" },
        { trigger: ".o_pivot tbody tr:eq(0) td.o_pivot_cell_value:eq(0)", run: "click" },
        { trigger: ".o_list_view .o_data_row" },
        { trigger: ".o_data_row .o_data_cell[name=display_name]", run: "click" },
        { trigger: ".o_form_view" },
    ],
});
