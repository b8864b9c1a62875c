import { registry } from "@web/core/registry";

const SUBJECT = "Tour: tổng kết năm học";

function openFromList(subject = SUBJECT) {
    return {
        content: "Open the document or the work",
        trigger: `.o_data_row td:contains("${subject}")`,
        run: "click",
    };
}

// No step reads a label, so that the tours run in every language.
function confirmDialog() {
    return [
        { trigger: ".modal footer button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}

function pressInHeader(button) {
    return { trigger: `.o_statusbar_buttons button${button}`, run: "click" };
}

function stateIs(state) {
    return { trigger: `.o_statusbar_status button.o_arrow_button_current[data-value=${state}]` };
}

registry.category("web_tour.tours").add("vanthu_leader_directs", {
    url: "/odoo/incoming-documents",
    steps: () => [
        openFromList(),
        pressInHeader(".o_vanthu_direct"),
        { trigger: ".modal .alert:contains('Đề nghị giao Văn phòng')" },
        {
            content: "A tap on a phrase writes it",
            trigger: ".modal .o_field_widget[name=phrase_id] .o_selection_badge:contains('Triển khai thực hiện.')",
            run: "click",
        },
        { trigger: ".modal .o_field_widget[name=content] textarea:value(Triển khai thực hiện.)" },
        { trigger: ".modal .o_field_widget[name=lead_unit_id] input:value(Văn phòng)" },
        ...confirmDialog(),
        stateIs("assigned"),
    ],
});

registry.category("web_tour.tours").add("vanthu_head_passes_on", {
    url: "/odoo/my-work",
    steps: () => [
        openFromList(),
        { trigger: ".o_field_widget[name=directive_content]:contains('Triển khai thực hiện.')" },
        pressInHeader(".o_vanthu_pass_on"),
        { trigger: ".modal .o_field_widget[name=user_id] input", run: "edit Handler" },
        { trigger: ".modal .o-autocomplete--dropdown-item:contains('Handler')", run: "click" },
        {
            trigger: ".modal .o_field_widget[name=text] textarea",
            run: "edit Dự thảo báo cáo",
        },
        ...confirmDialog(),
        stateIs("accepted"),
        { trigger: ".o_field_widget[name=part_ids] td:contains('Dự thảo báo cáo')" },
    ],
});

registry.category("web_tour.tours").add("vanthu_handler_reports", {
    url: "/odoo/my-work",
    steps: () => [
        openFromList(),
        pressInHeader("[name=action_accept]"),
        stateIs("accepted"),
        pressInHeader("[name=action_start]"),
        stateIs("in_progress"),
        pressInHeader(".o_vanthu_report"),
        { trigger: ".modal .o_field_widget[name=text] textarea", run: "edit Đã dự thảo" },
        {
            trigger: ".modal .o_field_widget[name=answer_reference] input",
            run: "edit 12/SGDĐT-VP",
        },
        ...confirmDialog(),
        stateIs("reported"),
    ],
});

registry.category("web_tour.tours").add("vanthu_head_closes", {
    url: "/odoo/my-work",
    steps: () => [
        openFromList(),
        pressInHeader(".o_vanthu_close"),
        { trigger: ".modal .o_field_widget[name=text] textarea:value(Đã dự thảo)" },
        ...confirmDialog(),
        stateIs("done"),
    ],
});
