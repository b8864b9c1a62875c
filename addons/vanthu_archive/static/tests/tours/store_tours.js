import { registry } from "@web/core/registry";

const enter = (code, check) => [
    { trigger: "input[name=code]", run: `edit ${code}` },
    { trigger: "button[name=enter]", run: "click" },
    ...(check ? [{ trigger: check }] : []),
];

const numbers = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** On a phone: 50 boxes of a shelf; one is missing, one does not belong there. */
registry.category("web_tour.tours").add("vanthu_archive_stocktake", {
    url: "/odoo/store",
    steps: () => [
        { trigger: "button[name=stock]", run: "click" },
        ...enter("K-P1-A-01", ".o_vanthu_scan_stock"),
        ...numbers(1, 49).flatMap((n) => enter(n)),
        { trigger: ".o_vanthu_scan_counts b[name=found]:contains(/^49$/)" },
        ...enter(51, ".o_vanthu_scan_message[data-tone=warning]"),
        ...enter("nothing", ".o_vanthu_scan_message[data-tone=danger]"),
        { trigger: ".o_vanthu_scan_lines li:first[data-result=misplaced]" },
        { trigger: "button[name=finish]", run: "click" },
        { trigger: ".o_vanthu_scan_stock[data-state=done] b[name=missing]:contains(/^1$/)" },
        { trigger: ".o_vanthu_scan_lines li[data-result=missing]" },
        { trigger: "button[name=details]", run: "click" },
        { trigger: ".o_form_view [name=missing_count]:contains(1)" },
    ],
});

/** On a phone: find a file, carry its box to another shelf, see it on the map. */
registry.category("web_tour.tours").add("vanthu_archive_store", {
    url: "/odoo/store",
    steps: () => [
        ...enter("1.HG", ".o_vanthu_scan_thing[data-kind=file] .o_vanthu_scan_place:contains(K-P1-A-01-01)"),
        { trigger: "button[name=put]", run: "click" },
        ...enter("1", ".o_vanthu_scan_boxes li"),
        ...enter("K-P1-B-01-02", ".o_vanthu_scan_message[data-tone=success]"),
        { trigger: "button[name=find]", run: "click" },
        ...enter("1", ".o_vanthu_scan_thing[data-kind=box] .o_vanthu_scan_place:contains(K-P1-B-01-02)"),
        { trigger: "button[name=map]", run: "click" },
        { trigger: ".o_vanthu_place_lit:contains(1)" },
        { trigger: ".o_vanthu_store_panel .o_vanthu_store_box.active" },
        { trigger: "input[name=search]", run: "edit 1.HG && press Enter" },
        { trigger: ".o_vanthu_store_box.active", run: "click" },
        { trigger: ".o_form_view [name=location_id]" },
    ],
});

/** On a phone: a scanned file is counted and goes to its reader; it comes back a sheet short. */
registry.category("web_tour.tours").add("vanthu_archive_lend", {
    url: "/odoo/store",
    steps: () => [
        { trigger: "button[name=use]", run: "click" },
        ...enter("nothing", ".o_vanthu_scan_message[data-tone=danger]"),
        ...enter("9.MUON", ".o_vanthu_scan_use[data-act=hand_out] input[name=sheets]:value(20)"),
        { trigger: ".o_vanthu_scan_use input[name=condition]", run: "edit Nguyên vẹn" },
        { trigger: "button[name=hand_out]", run: "click" },
        { trigger: ".o_vanthu_scan_message[data-tone=success]:contains(Ngô Thị Khách)" },
        { trigger: ".o_vanthu_store_scan:not(:has(.o_vanthu_scan_use))" },
        ...enter("9.MUON", ".o_vanthu_scan_use[data-act=give_back] input[name=sheets]:value()"),
        { trigger: ".o_vanthu_scan_use input[name=sheets]", run: "edit 19" },
        { trigger: "button[name=give_back]", run: "click" },
        { trigger: ".o_vanthu_scan_message[data-tone=danger]" },
        { trigger: ".o_vanthu_scan_use input[name=condition]", run: "edit Thiếu tờ 7" },
        { trigger: "button[name=give_back]", run: "click" },
        { trigger: ".o_vanthu_scan_message[data-tone=success]" },
        ...enter("9.MUON", ".o_vanthu_scan_message[data-tone=danger]"),
    ],
});
