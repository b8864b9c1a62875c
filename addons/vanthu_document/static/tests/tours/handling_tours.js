import { registry } from "@web/core/registry";

const SUBJECT = "Tour: tổng kết năm học";

function openFromList(subject = SUBJECT) {
    return {
        content: "Open the document or the work",
        trigger: `.o_data_row td:contains("${subject}")`,
        run: "click",
    };
}

function pressInDialog(label) {
    return [
        { trigger: `.modal footer button:contains("${label}")`, run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}

function pressInHeader(label) {
    return { trigger: `.o_statusbar_buttons button:contains("${label}")`, run: "click" };
}

function stateIs(label) {
    return { trigger: `.o_statusbar_status button.o_arrow_button_current:contains("${label}")` };
}

registry.category("web_tour.tours").add("vanthu_leader_directs", {
    url: "/odoo/incoming-documents",
    steps: () => [
        openFromList(),
        pressInHeader("Direct"),
        { trigger: ".modal .alert:contains('Đề nghị giao Văn phòng')" },
        {
            content: "A tap on a phrase writes it",
            trigger: ".modal .o_field_widget[name=phrase_id] .o_selection_badge:contains('Triển khai thực hiện.')",
            run: "click",
        },
        { trigger: ".modal .o_field_widget[name=content] textarea:value(Triển khai thực hiện.)" },
        { trigger: ".modal .o_field_widget[name=lead_unit_id] input:value(Văn phòng)" },
        ...pressInDialog("Give the directive"),
        stateIs("Assigned"),
    ],
});

registry.category("web_tour.tours").add("vanthu_head_passes_on", {
    url: "/odoo/my-work",
    steps: () => [
        openFromList(),
        { trigger: ".o_field_widget[name=directive_content]:contains('Triển khai thực hiện.')" },
        pressInHeader("Pass on"),
        { trigger: ".modal .o_field_widget[name=user_id] input", run: "edit Handler" },
        { trigger: ".modal .o-autocomplete--dropdown-item:contains('Handler')", run: "click" },
        {
            trigger: ".modal .o_field_widget[name=text] textarea",
            run: "edit Dự thảo báo cáo",
        },
        ...pressInDialog("Pass on"),
        stateIs("Accepted"),
        { trigger: ".o_field_widget[name=child_ids] td:contains('Dự thảo báo cáo')" },
    ],
});

registry.category("web_tour.tours").add("vanthu_handler_reports", {
    url: "/odoo/my-work",
    steps: () => [
        openFromList(),
        pressInHeader("Accept"),
        stateIs("Accepted"),
        pressInHeader("Begin"),
        stateIs("In progress"),
        pressInHeader("Report"),
        { trigger: ".modal .o_field_widget[name=text] textarea", run: "edit Đã dự thảo" },
        {
            trigger: ".modal .o_field_widget[name=answer_reference] input",
            run: "edit 12/SGDĐT-VP",
        },
        ...pressInDialog("Report"),
        stateIs("Reported"),
    ],
});

registry.category("web_tour.tours").add("vanthu_head_closes", {
    url: "/odoo/my-work",
    steps: () => [
        openFromList(),
        pressInHeader("Close"),
        { trigger: ".modal .o_field_widget[name=text] textarea:value(Đã dự thảo)" },
        ...pressInDialog("Close"),
        stateIs("Done"),
    ],
});
