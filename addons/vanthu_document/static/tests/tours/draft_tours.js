import { registry } from "@web/core/registry";

const SUBJECT = "Tour: dự thảo từ mẫu";
const tours = registry.category("web_tour.tours");

function openFromList() {
    return { trigger: `.o_data_row td:contains("${SUBJECT}")`, run: "click" };
}

function openVersions() {
    return { trigger: ".o_notebook a.nav-link[name=versions]", run: "click" };
}

/** A drafter: from the template, once more with a reason, then what has changed. */
tours.add("vanthu_drafter_uses_template", {
    steps: () => [
        openFromList(),
        { trigger: "button.o_vanthu_draft_template", run: "click" },
        { trigger: ".o_vanthu_draft_pdf" },
        { trigger: ".o_form_view:not(:has(button.o_vanthu_draft_template))" },
        openVersions(),
        { trigger: "[name=version_ids] .o_data_row:contains('.docx')" },
        { trigger: "[name=versions] button[name=action_open_draft_template], .tab-pane.active button[name=action_open_draft_template]", run: "click" },
        { trigger: ".modal .o_field_widget[name=reason] input", run: "edit Đổi nơi nhận" },
        { trigger: ".modal footer button[name=action_apply]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: "[name=version_ids] .o_data_row:contains('Đổi nơi nhận')" },
        { trigger: "button.o_vanthu_open_compare", run: "click" },
        {
            content: "nothing of the text has changed",
            trigger: ".modal .o_vanthu_compare_note",
        },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

/** The head of the unit: what was changed, word by word. */
tours.add("vanthu_head_compares_versions", {
    steps: () => [
        openFromList(),
        openVersions(),
        { trigger: "button.o_vanthu_open_compare", run: "click" },
        { trigger: ".modal .o_vanthu_compare_changed del:contains('5')" },
        { trigger: ".modal .o_vanthu_compare_changed ins:contains('15')" },
        { trigger: ".modal .o_vanthu_compare_added ins:contains('<b>thêm</b>')" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

/** An administrator: looks at a shipped template and its fields. */
tours.add("vanthu_manager_looks_at_template", {
    url: "/odoo/draft-templates",
    steps: () => [
        { trigger: ".o_data_row td[name=name]:contains('Quyết định')", run: "click" },
        { trigger: ".o_field_widget[name=content] :is(.o_download_file_button, .fa-download)" },
        { trigger: ".o_vanthu_template_fields code:contains('{{ authority }}')" },
    ],
});
