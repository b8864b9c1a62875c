import { registry } from "@web/core/registry";

import {
    answer, cell, daysAgo, open, page, press, save, stateIs, write, writeDay,
} from "./life_steps";

const NAME = "Tour: hủy tài liệu hết thời hạn";
const TEMPORARY = "Tập huấn văn thư năm 2010";
const PERMANENT = "Thành lập trường năm 2010";
const MEMBERS = [
    ["Nguyễn Văn Chủ", "Phó Giám đốc", 0],
    ["Trần Thị Đơn", "Trưởng phòng", 1],
    ["Lê Văn Lưu", "Lưu trữ viên", 2],
];
const tours = registry.category("web_tour.tours");

/** Choose an entry of a selection in the row that is being edited, by its place. */
function choose(field, place) {
    return [
        { trigger: `.o_selected_row [name=${field}] input`, run: "click" },
        { trigger: `.o_select_menu_item:eq(${place})`, run: "click" },
    ];
}

tours.add("vanthu_life_archivist_sees_expired", {
    steps: () => [
        { trigger: `.o_data_row td:contains("${TEMPORARY}")` },
        { trigger: `.o_list_view:not(:has(.o_data_row:contains("${PERMANENT}")))` },
    ],
});

tours.add("vanthu_life_archivist_proposes", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        write("name", NAME),
        page("explanation"),
        write("explanation", "Hồ sơ tập huấn, đã hết thời hạn lưu trữ."),
        ...save,
        press("[name=action_propose]"),
        page("files"),
        { trigger: `${cell("file_id")}:contains("${TEMPORARY}")` },
        {
            content: "nothing permanent is proposed",
            trigger: `[name=line_ids]:not(:has(.o_data_row:contains("${PERMANENT}")))`,
        },
        { trigger: "[name=line_ids] .o_field_x2many_list_row_add a", run: "click" },
        { trigger: ".o_selected_row [name=file_id] input", run: `edit ${PERMANENT}` },
        {
            content: "nor can it be chosen",
            trigger: `.o-autocomplete--dropdown-menu:not(:has(li:contains("02.TCCB")))`,
        },
        { trigger: ".o_form_button_cancel", run: "click" },
        press("[name=action_submit]"),
        stateIs("listed"),
    ],
});

tours.add("vanthu_life_archivist_records_council", {
    steps: () => [
        open(NAME),
        page("council"),
        write("council_reference", "10/QĐ-SGDĐT"),
        ...writeDay("council_date", daysAgo(9)),
        ...writeDay("meeting_date", daysAgo(5)),
        write("council_minutes", "Hội đồng thống nhất hủy."),
        ...MEMBERS.flatMap(([name, position, role]) => [
            { trigger: "[name=member_ids] .o_field_x2many_list_row_add a", run: "click" },
            write("name", name, ".o_selected_row"),
            write("position", position, ".o_selected_row"),
            ...choose("role", role),
        ]),
        page("files"),
        { trigger: cell("verdict"), run: "click" },
        ...choose("verdict", 0),
        ...save,
        press("[name=action_record_review]"),
        stateIs("reviewed"),
    ],
});

tours.add("vanthu_life_leader_decides", {
    steps: () => [
        open(NAME),
        page("decision"),
        write("opinion_authority", "Sở Nội vụ"),
        write("opinion_reference", "77/SNV-VTLT"),
        ...writeDay("opinion_date", daysAgo(3)),
        write("decision_reference", "15/QĐ-SGDĐT"),
        ...writeDay("decision_date", daysAgo(0)),
        press("[name=action_decide]"),
        ...answer(),
        stateIs("decided"),
    ],
});

tours.add("vanthu_life_archivist_destroys", {
    steps: () => [
        open(NAME),
        page("destruction"),
        write("giver_name", "Lê Văn Lưu"),
        write("taker_name", "Công ty Môi trường"),
        ...writeDay("handover_date", daysAgo(0)),
        press("[name=action_hand_over]"),
        stateIs("handed_over"),
        write("method", "Xén nhỏ, tái chế"),
        press("[name=action_destroy]"),
        ...answer(),
        stateIs("done"),
    ],
});

tours.add("vanthu_life_leader_asks_for_proof", {
    steps: () => [
        open(NAME),
        press("[name=action_prove]"),
        { trigger: ".o_notification .o_notification_bar.bg-success" },
    ],
});

/** The stub says what there was, and has nothing to open. */
tours.add("vanthu_life_leader_sees_stub", {
    steps: () => [
        open(TEMPORARY),
        { trigger: ".ribbon .text-bg-danger" },
        stateIs("disposed"),
        { trigger: `${cell("name")}:contains("kế hoạch tập huấn")` },
        { trigger: "[name=disposed_date]" },
        { trigger: "[name=disposal_id]:contains('Tour: hủy')" },
    ],
});

/** A permanent file has no button that leads to its end. */
tours.add("vanthu_life_archivist_keeps_permanent", {
    steps: () => [
        open(PERMANENT),
        stateIs("archived"),
        {
            trigger: ".o_form_statusbar",
            run() {
                const names = [...document.querySelectorAll(".o_form_statusbar button[name]")]
                    .map((button) => button.getAttribute("name"))
                    .filter((name) => /^action_/.test(name));
                if (names.some((name) => /dispos|destroy|close|reopen|prepare/.test(name))) {
                    throw new Error(`a permanent file offers ${names}`);
                }
            },
        },
        { trigger: "body:not(:has(.o_field_widget[name=term] :is(select, input)))" },
    ],
});
