import { registry } from "@web/core/registry";

const SUBJECT = "Tour: hỏi và trả lời";
const tours = registry.category("web_tour.tours");

// No step reads a label, so that the tours run in every language.
function press(button) {
    return { trigger: `.o_statusbar_buttons button${button}`, run: "click" };
}

function write(field, text) {
    const place = `.modal .o_field_widget[name=${field}]`;
    return { trigger: `${place} textarea, ${place} input`, run: `edit ${text}` };
}

function pick(place, name) {
    return [
        { trigger: `.modal ${place} input`, run: `edit ${name}` },
        { trigger: `.modal .o-autocomplete--dropdown-item:contains("${name}")`, run: "click" },
    ];
}

function tag(field, name) {
    const place = `.o_field_widget[name=${field}]`;
    return [...pick(place, name), { trigger: `.modal ${place} .o_tag:contains("${name}")` }];
}

function confirmDialog() {
    return [
        { trigger: ".modal footer button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}

function stateIs(state) {
    return { trigger: `.o_statusbar_status button.o_arrow_button_current[data-value=${state}]` };
}

tours.add("vanthu_story_leader_directs", {
    steps: () => [
        { trigger: `.o_data_row td:contains("${SUBJECT}")`, run: "click" },
        press(".o_vanthu_direct"),
        write("content", "Chủ trì tham mưu, báo cáo tôi."),
        ...pick(".o_field_widget[name=lead_unit_id]", "Văn phòng"),
        { trigger: ".modal .o_field_widget[name=lead_unit_id] input:value(Văn phòng)" },
        ...tag("cooperate_unit_ids", "Phòng Kế hoạch"),
        ...tag("cooperate_unit_ids", "Phòng Tổ chức"),
        ...tag("inform_user_ids", "Outsider"),
        { trigger: ".modal .o_field_widget[name=needs_approval] input", run: "click" },
        ...confirmDialog(),
        stateIs("assigned"),
    ],
});

tours.add("vanthu_story_head_splits", {
    steps: () => [
        { trigger: `.o_data_row td:contains("${SUBJECT}")`, run: "click" },
        press("[name=action_accept]"),
        stateIs("accepted"),
        press(".o_vanthu_pass_on"),
        ...pick(".o_field_widget[name=user_id]:not(.o_list_renderer *)", "Handler"),
        write("text", "Dự thảo báo cáo"),
        {
            trigger: ".modal .o_field_widget[name=line_ids] .o_field_x2many_list_row_add :is(a, button)",
            run: "click",
        },
        ...pick(".o_field_widget[name=line_ids] .o_selected_row [name=user_id]", "Aide"),
        ...confirmDialog(),
        { trigger: ".o_field_widget[name=part_ids] td:contains('Dự thảo báo cáo')" },
        { trigger: ".o_field_widget[name=part_ids] td:contains('Aide')" },
    ],
});

tours.add("vanthu_story_reports", {
    steps: () => [
        press("[name=action_accept]"),
        stateIs("accepted"),
        press("[name=action_start]"),
        stateIs("in_progress"),
        press(".o_vanthu_report"),
        write("text", "Đã làm phần việc"),
        ...confirmDialog(),
        stateIs("reported"),
    ],
});

tours.add("vanthu_story_sends_report_back", {
    steps: () => [
        press(".o_vanthu_send_back"),
        write("text", "Thiếu số liệu lớp 12"),
        ...confirmDialog(),
        stateIs("in_progress"),
    ],
});

tours.add("vanthu_story_reports_again", {
    steps: () => [
        { trigger: ".alert:contains('Thiếu số liệu lớp 12')" },
        press(".o_vanthu_report"),
        write("text", "Đã bổ sung số liệu"),
        write("answer_reference", "45/SGDĐT-VP"),
        ...confirmDialog(),
        stateIs("reported"),
    ],
});

tours.add("vanthu_story_approves", {
    steps: () => [
        stateIs("reported"),
        press(".o_vanthu_approve"),
        ...confirmDialog(),
        stateIs("done"),
    ],
});

tours.add("vanthu_story_takes_note", {
    steps: () => [
        { trigger: `.o_data_row td:contains("${SUBJECT}")`, run: "click" },
        press("[name=action_done]"),
        stateIs("done"),
    ],
});
