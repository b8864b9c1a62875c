import { registry } from "@web/core/registry";

import {
    answer, cell, dialogIsGone, open, page, pick, press, save, stateIs, write, writeDay,
} from "./life_steps";

const TEMPORARY = "Tập huấn văn thư năm 2010";
const PERMANENT = "Thành lập trường năm 2010";
const tours = registry.category("web_tour.tours");

// ---- THE UNIT ----

/** A file begins with its entry in the plan of its year. */
tours.add("vanthu_life_handler_opens", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        ...pick("plan_line_id", TEMPORARY, ".o_form_view"),
        { trigger: "[name=notation] input:value(01.TCCB)" },
        { trigger: "[name=term_years] input:value(10)" },
        ...writeDay("start_date", "04/01/2010"),
        ...save,
        stateIs("open"),
        { trigger: "[name=expiry_date]:not(:visible), body:not(:has([name=expiry_date]))" },
    ],
});

/** One document from its own form, one from the list of those in no file. */
tours.add("vanthu_life_handler_files", {
    steps: () => [
        open("Tour: kế hoạch tập huấn"),
        press("[name=action_put_into_file]"),
        { trigger: ".modal [name=proposal_ids] .o_data_row:contains('Tập huấn văn thư')" },
        { trigger: ".modal button[name=action_choose]", run: "click" },
        dialogIsGone,
        { trigger: "button[name=action_open_files]" },
        { trigger: ".breadcrumb-item:not(.active) a, .o_back_button", run: "click" },
        { trigger: ".o_list_view:not(:has(.o_data_row:contains('kế hoạch tập huấn')))" },
        {
            trigger: ".o_data_row:contains('Tour: báo cáo tập huấn') .o_list_record_selector input",
            run: "click",
        },
        { trigger: ".o_control_panel button[name=action_put_into_file]", run: "click" },
        {
            content: "the same sender's document lies there",
            trigger: ".modal [name=proposal_ids] .o_data_row:first:contains('Tập huấn văn thư')",
        },
        { trigger: ".modal [name=proposal_ids] .o_data_row:first button[name=action_choose]", run: "click" },
        dialogIsGone,
        { trigger: ".o_list_view:not(:has(.o_data_row:contains('báo cáo tập huấn')))" },
    ],
});

/** The only steps that know how a file is closed. */
function close() {
    return [
        press("[name=action_open_closing]"),
        { trigger: ".modal [name=is_tidy] input", run: "check" },
        ...answer("[name=action_close]"),
        stateIs("closed"),
    ];
}

/** A loose paper, the last day, the sheets; then nothing can be added any more. */
tours.add("vanthu_life_handler_closes", {
    steps: () => [
        open(TEMPORARY),
        { trigger: `${cell("name")}:contains("báo cáo tập huấn")` },
        { trigger: "[name=line_ids] .o_field_x2many_list_row_add a", run: "click" },
        write("name", "Danh sách học viên", ".o_selected_row"),
        ...writeDay("end_date", "20/12/2010"),
        page("description"),
        write("sheet_count", "40"),
        ...save,
        ...close(),
        page("contents"),
        { trigger: "body:not(:has([name=line_ids] .o_field_x2many_list_row_add))" },
        { trigger: `[name=line_ids] ${cell("name")}:contains("Danh sách học viên")` },
    ],
});

tours.add("vanthu_life_handler_hands_over", {
    steps: () => [
        open(TEMPORARY),
        press("[name=action_prepare_transfer]"),
        { trigger: `${cell("file_id")}:contains("${TEMPORARY}")` },
        press("[name=action_add_due]"),
        { trigger: `${cell("file_id")}:contains("${PERMANENT}")` },
        press("[name=action_send]"),
        ...answer(),
        stateIs("sent"),
        { trigger: ".o_form_view [name=giver_id]:contains(Handler)" },
    ],
});

// ---- THE ARCHIVE ----

tours.add("vanthu_life_archivist_takes_over", {
    steps: () => [
        { trigger: ".o_data_row:first td[name=name]", run: "click" },
        press("[name=action_receive]"),
        stateIs("checking"),
        { trigger: ".o_data_row:contains('Thành lập trường') button[name=action_ok]", run: "click" },
        { trigger: "[name=waiting_count]:contains(1)" },
        press("[name=action_all_ok]"),
        press("[name=action_accept]"),
        ...answer(),
        stateIs("accepted"),
        { trigger: ".o_form_view [name=taker_id]:contains(Archivist)" },
    ],
});

function box(title) {
    return [
        open(title),
        press(".o_vanthu_put_into_box"),
        { trigger: ".modal [name=plan]:contains(1)" },
        ...pick("location_id", "K-P1-A-01-01", ".modal"),
        { trigger: ".modal footer button[name=action_fill]", run: "click" },
        { trigger: ".o_data_row td[name=location_id]:contains('K-P1-A-01-01')" },
    ];
}

/** Into a box, the box onto a shelf, and there it lights up. */
tours.add("vanthu_life_archivist_boxes", {
    steps: () => [
        ...box(TEMPORARY),
        { trigger: ".o_data_row:first td[name=location_id]", run: "click" },
        { trigger: "button[name=action_show_on_map]", run: "click" },
        { trigger: ".o_vanthu_place_lit:contains(1)" },
        { trigger: ".o_vanthu_store_panel .o_vanthu_store_box.active:contains('01.TCCB')" },
        { trigger: "input[name=search]", run: "edit 01.TCCB && press Enter" },
        { trigger: ".o_vanthu_place_lit:contains(1)" },
    ],
});

tours.add("vanthu_life_archivist_boxes_permanent", {
    steps: () => [
        ...box(PERMANENT),
        { trigger: ".o_data_row:contains('02.TCCB')" },
    ],
});

/** What was destroyed lies in no box any more. */
tours.add("vanthu_life_archivist_searches_the_map", {
    steps: () => [
        { trigger: "input[name=search]", run: "edit 02.TCCB && press Enter" },
        { trigger: ".o_vanthu_place_lit:contains(2)" },
        { trigger: "input[name=search]", run: "edit 01.TCCB && press Enter" },
        { trigger: ".o_vanthu_store_found:not(:has(button))" },
    ],
});

// ---- USE ----

tours.add("vanthu_life_reader_asks", {
    steps: () => [
        open(TEMPORARY),
        press("[name=action_ask_for_use]"),
        { trigger: `${cell("file_id")}:contains("${TEMPORARY}")` },
        write("topic", "Tour: xác minh quá trình công tác"),
        ...save,
        { trigger: "[name=answer_due]" },
        stateIs("asked"),
    ],
});

tours.add("vanthu_life_leader_approves", {
    steps: () => [
        open("Tour: xác minh"),
        press("[name=action_approve]"),
        stateIs("approved"),
    ],
});

tours.add("vanthu_life_archivist_lends", {
    steps: () => [
        open("Tour: xác minh"),
        { trigger: `${cell("store_place")}:contains("K-P1-A-01-01")` },
        { trigger: cell("sheets_out"), run: "click" },
        write("sheets_out", "40", ".o_selected_row"),
        write("condition_out", "Nguyên vẹn", ".o_selected_row"),
        press("[name=action_hand_out]"),
        stateIs("handed_out"),
    ],
});

tours.add("vanthu_life_archivist_takes_back", {
    steps: () => [
        { trigger: `.o_data_row td:contains("${TEMPORARY}")` },
        { trigger: ".o_data_row td[name=file_id]", run: "click" },
        write("sheets_back", "40"),
        write("condition_back", "Nguyên vẹn"),
        press("[name=action_return]"),
        stateIs("returned"),
    ],
});
