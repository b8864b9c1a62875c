import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { Deferred, mockVibrate } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    contains,
    makeMockEnv,
    makeServerError,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";
import { ScanQueue } from "@vanthu_archive/store_scan/scan_queue";
import { StoreScan } from "@vanthu_archive/store_scan/store_scan";

describe.current.tags("desktop");

defineMailModels();

const box = (id) => ({
    id, name: `Box ${id}`, place: "K-P1-A-01-01", place_id: 22, years: "2024", notations: "",
});

const THINGS = {
    1: { kind: "box", id: 1, name: "Box 1", box: box(1) },
    2: { kind: "box", id: 2, name: "Box 2", box: box(2) },
    "9.HG": { kind: "file", id: 9, name: "9.HG", state: "Closed", box: false },
    L: { kind: "place", id: 22, name: "K-P1-A-01-01", used: 2, capacity: 8 },
};

const progress = (values = {}) => ({
    id: 5, name: "K-P1-A-01", state: "open", expected: 2, found: 0, misplaced: 0, missing: 0,
    lines: [
        { id: 1, name: "Box 1", result: "waiting", expected_place: "K-P1-A-01-01" },
        { id: 2, name: "Box 2", result: "waiting", expected_place: "K-P1-A-01-01" },
    ],
    ...values,
});

const mountScan = async (keeps = true) => {
    allowTranslations();
    mockVibrate(() => true);
    onRpc("has_group", () => keeps);
    onRpc("vanthu.store", "scan", ({ args }) => {
        expect.step(["scan", ...args]);
        if (!THINGS[args[0]]) {
            throw makeServerError({ message: "No label of this store." });
        }
        return THINGS[args[0]];
    });
    onRpc("vanthu.store", "put_away", ({ args }) => {
        expect.step(["put", ...args]);
        return { ...THINGS.L, used: 4 };
    });
    onRpc("vanthu.stocktake", "begin", ({ args }) => {
        expect.step(["begin", ...args]);
        return progress();
    });
    onRpc("vanthu.stocktake", "count_box", ({ args }) => {
        expect.step(["count", ...args]);
        const [, code] = args;
        const result = code === "2" ? "misplaced" : "found";
        const { lines } = progress();
        lines[code - 1].result = result;
        return progress({ [result]: 1, lines, last: Number(code) });
    });
    onRpc("vanthu.stocktake", "action_finish", () => {
        expect.step("finish");
        return true;
    });
    onRpc("vanthu.stocktake", "get_progress", () => progress({ state: "done", missing: 2 }));
    mockService("action", {
        doAction(action) {
            expect.step(["action", action.res_model, action.res_id]);
        },
    });
    await mountWithCleanup(StoreScan, {
        env: await makeMockEnv({ config: getDefaultConfig() }),
        props: { action: { id: 1, type: "ir.actions.client", tag: "vanthu_store_scan" }, actionId: 1 },
    });
};

const enter = (code) => contains("input[name=code]").edit(code);

test("codes are handled one after the other, however fast they come", async () => {
    const first = new Deferred();
    const queue = new ScanQueue(async (code) => {
        await (code === "1" && first);
        expect.step(code);
    });
    queue.add(" 1 ");
    queue.add("");
    const last = queue.add("2\n");
    expect.verifySteps([]);
    first.resolve();
    await last;
    expect.verifySteps(["1", "2"]);
});

test("a scan that fails does not keep back those after it", async () => {
    const queue = new ScanQueue(async (code) => {
        expect.step(code);
        if (code === "1") {
            throw new Error("no network");
        }
    });
    await expect(queue.add("1")).rejects.toThrow("no network");
    await queue.add("2");
    expect.verifySteps(["1", "2"]);
});

test("the field is empty and has the focus after each scan", async () => {
    await mountScan();
    expect("input[name=code]").toBeFocused();
    await enter("1");
    expect("input[name=code]").toHaveValue("");
    expect("input[name=code]").toBeFocused();
    expect.verifySteps([["scan", "1"]]);
});

test("what is found says where it belongs", async () => {
    await mountScan();
    await enter("1");
    expect(".o_vanthu_scan_place").toHaveText("K-P1-A-01-01");
    await contains("button[name=open]").click();
    await enter("9.HG");
    expect(".o_vanthu_scan_thing").toHaveText(/in no box/);
    await enter("L");
    expect(".o_vanthu_scan_thing").toHaveText(/2 \/ 8/);
    expect.verifySteps([
        ["scan", "1"], ["action", "vanthu.archive.box", 1], ["scan", "9.HG"], ["scan", "L"],
    ]);
});

test("what the server refuses is said on the page", async () => {
    await mountScan();
    await enter("nothing");
    expect(".o_vanthu_scan_message").toHaveText("No label of this store.");
    expect(".o_vanthu_scan_message").toHaveAttribute("data-tone", "danger");
    expect(".o_dialog").toHaveCount(0);
    expect("input[name=code]").toBeFocused();
    expect.verifySteps([["scan", "nothing"]]);
});

test("boxes first, then the shelf puts them away", async () => {
    await mountScan();
    await contains("button[name=put]").click();
    await enter("L");
    expect(".o_vanthu_scan_message").toHaveAttribute("data-tone", "danger");
    await enter("9.HG");
    expect(".o_vanthu_scan_message").toHaveText(/is a file/);
    for (const code of ["1", "2", "1"]) {
        await enter(code);
    }
    expect(queryAllTexts(".o_vanthu_scan_boxes b")).toEqual(["Box 1", "Box 2"]);
    await enter("L");
    expect(".o_vanthu_scan_boxes").toHaveCount(0);
    expect(".o_vanthu_scan_message").toHaveText("Box 1, Box 2 → K-P1-A-01-01 (4 of 8)");
    expect.verifySteps([
        ["scan", "L"], ["scan", "9.HG"], ["scan", "1"], ["scan", "2"], ["scan", "1"],
        ["scan", "L"], ["put", [1, 2], 22],
    ]);
});

test("stock is taken shelf by shelf, box by box", async () => {
    await mountScan();
    await contains("button[name=stock]").click();
    await enter("1");
    expect(".o_vanthu_scan_message").toHaveText(/shelf first/);
    await enter("L");
    expect(".o_vanthu_scan_lines li[data-result=waiting]").toHaveCount(2);
    await enter("1");
    expect(".o_vanthu_scan_message").toHaveText("Box 1: Found");
    await enter("2");
    expect(".o_vanthu_scan_message").toHaveText("Box 2: Misplaced (K-P1-A-01-01)");
    expect("b[name=misplaced]").toHaveText("1");
    await contains("button[name=finish]").click();
    expect("b[name=missing]").toHaveText("2");
    expect("button[name=finish]").toHaveCount(0);
    await contains("button[name=details]").click();
    expect.verifySteps([
        ["scan", "1"], ["scan", "L"], ["begin", 22], ["count", [5], "1", 0],
        ["count", [5], "2", 0], "finish", ["action", "vanthu.stocktake", 5],
    ]);
});

test("who does not keep the store only finds", async () => {
    await mountScan(false);
    expect("button[name=put]").toHaveCount(0);
    expect("button[name=stock]").toHaveCount(0);
    await enter("1");
    expect(".o_vanthu_scan_place").toHaveCount(1);
    expect.verifySteps([["scan", "1"]]);
});
