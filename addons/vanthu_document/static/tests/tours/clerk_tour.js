import { registry } from "@web/core/registry";

/** A clerk's morning: paper by keyboard, then a scan with its proposals and its stamp. */
registry.category("web_tour.tours").add("vanthu_document_clerk", {
    url: "/odoo/incoming-waiting",
    steps: () => [
        { trigger: ".o_list_button_add, .o-kanban-button-new", run: "click" },
        { trigger: "[name=code_number] input", run: "edit 0327" },
        { trigger: "[name=code_notation] input", run: "edit BGDĐT-VP" },
        { trigger: "[name=organ_name] input", run: "edit Bộ Giáo dục và Đào tạo" },
        { trigger: "[name=subject] textarea", run: "edit Về việc tổng kết năm học" },
        {
            content: "the same document is here already",
            trigger: "[name=duplicates] a:contains('327/BGDĐT-VP')",
        },
        { trigger: "[name=code_number] input", run: "edit 328" },
        { trigger: "[name=subject] textarea", run: "click" },
        { trigger: ".o_form_view:not(:has([name=duplicates]))" },
        { trigger: "button[name=action_register_next]", run: "click" },
        {
            content: "the number stays in sight above an empty form",
            trigger: ".o_vanthu_last_number_value:contains(02)",
        },
        { trigger: "[name=subject] textarea:value(/^$/)" },
        { trigger: ".o_breadcrumb a, .o_back_button", run: "click" },
        { trigger: ".o_data_row .o_data_cell:contains('Nguyễn tour')", run: "click" },
        {
            content: "nothing is filled in by itself",
            trigger: "[name=code_number] input:value(/^$/)",
        },
        { trigger: ".o_vanthu_proposals_all", run: "click" },
        { trigger: "[name=code_number] input:value(/^45$/)" },
        { trigger: "[name=organ_name] input", run: "edit Sở Nội vụ" },
        { trigger: "button[name=action_register]", run: "click" },
        { trigger: ".o_vanthu_number_value:contains(03)" },
        { trigger: "button[name=action_open_stamp]", run: "click" },
        { trigger: ".o_vanthu_stamp_box", run: "press ArrowRight" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        {
            trigger: "body:not(:has(.modal)) .o_vanthu_number_value:contains(03)",
            timeout: 30000, // the stamp is drawn into the file meanwhile
        },
        { trigger: ".o_notebook_headers a[name=files]", run: "click" },
        { trigger: "[name=stamp_state].o_readonly_modifier:not(.o_field_empty)" },
    ],
});
