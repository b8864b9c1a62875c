import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    contains,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";
import { getLevel, StoreMap } from "@vanthu_archive/store_map/store_map";

describe.current.tags("desktop");

defineMailModels();

const place = (id, used, capacity = 4) => ({ id, code: "01", name: `K-P1-A-01-${id}`, used, capacity });

const map = (values = {}) => ({
    rooms: [
        { id: 1, name: "K-P1" },
        { id: 2, name: "K-P2" },
    ],
    room: 1,
    name: "K-P1",
    blocks: [
        {
            id: 10,
            code: "A",
            name: "Row A",
            shelves: [
                { id: 11, code: "01", name: "Shelf 01", places: [place(21, 0), place(22, 2)] },
                { id: 12, code: "02", name: "Shelf 02", places: [place(23, 3), place(24, 4), place(25, 0, 0)] },
            ],
        },
    ],
    ...values,
});

const box = (id, values = {}) => ({
    id,
    name: `Box ${id}`,
    years: "2024",
    notations: "01.VP – 09.VP",
    fill: 80,
    place_id: 22,
    place: "K-P1-A-01-22",
    room_id: 1,
    ...values,
});

const mountMap = async (hits = [], params = {}, values = {}) => {
    allowTranslations();
    onRpc("vanthu.store", "get_map", ({ args }) => {
        expect.step(["map", ...args]);
        return map(args[0] === 2 ? { room: 2, blocks: [] } : values);
    });
    onRpc("vanthu.store", "get_place", ({ args }) => {
        expect.step(["place", ...args]);
        return { id: args[0], name: "K-P1-A-01-22", capacity: 4, used: 2, boxes: [box(7), box(8)] };
    });
    onRpc("vanthu.store", "find", ({ args }) => {
        expect.step(["find", ...args]);
        return hits;
    });
    mockService("action", {
        doAction(action) {
            expect.step(["action", action.res_model || action.tag, action.res_id || action.params.room]);
        },
    });
    await mountWithCleanup(StoreMap, {
        env: await makeMockEnv({ config: getDefaultConfig() }),
        props: {
            action: { id: 1, type: "ir.actions.client", tag: "vanthu_store_map", params },
            actionId: 1,
        },
    });
};

test("a place is coloured by how much of it is taken", () => {
    const levels = [[0, 4], [1, 4], [3, 4], [4, 4], [5, 4], [0, 0], [1, 0]].map(
        ([used, capacity]) => getLevel({ used, capacity })
    );
    expect(levels).toEqual(["empty", "part", "high", "full", "full", "none", "full"]);
});

test("shelves stand beside each other with their places below", async () => {
    await mountMap();
    expect.verifySteps([["map", 0]]);
    expect(queryAllTexts(".o_vanthu_shelf_name")).toEqual(["01", "02"]);
    expect(queryAllTexts(".o_vanthu_place")).toEqual(["0", "2", "3", "4", "0"]);
    expect("[data-id='21']").toHaveClass("o_vanthu_place_empty");
    expect("[data-id='24']").toHaveClass("o_vanthu_place_full");
    expect("[data-id='25']").toHaveClass("o_vanthu_place_none");
    expect("[data-id='22']").toHaveAttribute("aria-label", "K-P1-A-01-22: 2 of 4 boxes");
    expect(".o_vanthu_store_legend span").toHaveCount(4);
    expect(".o_vanthu_store_panel, [name='climate']").toHaveCount(0);
});

test("a place shows its boxes, a box opens", async () => {
    await mountMap();
    await contains("[data-id='22']").click();
    expect("[data-id='22']").toHaveClass("o_vanthu_place_lit");
    expect(".o_vanthu_store_box").toHaveCount(2);
    await contains(".o_vanthu_store_box[data-id='8']").click();
    await contains("button[name=close]").click();
    expect(".o_vanthu_store_panel").toHaveCount(0);
    expect(".o_vanthu_place_lit").toHaveCount(0);
    expect.verifySteps([["map", 0], ["place", 22], ["action", "vanthu.archive.box", 8]]);
});

test("what is found once lights up at once", async () => {
    await mountMap([{ kind: "file", id: 5, name: "05.VP", box: box(8) }]);
    await contains("input[name=search]").edit("05.VP", { confirm: false });
    await contains("button[name=find]").click();
    expect("[data-id='22'].o_vanthu_place_lit").toHaveCount(1);
    expect(".o_vanthu_store_box.active").toHaveAttribute("data-id", "8");
    expect(".o_vanthu_store_found").toHaveCount(0);
    expect.verifySteps([["map", 0], ["find", "05.VP"], ["place", 22]]);
});

test("of several hits one is chosen, even in another room", async () => {
    await mountMap([
        { kind: "file", id: 5, name: "05.VP", box: box(8) },
        { kind: "file", id: 6, name: "06.VP", box: box(9, { room_id: 2, place_id: 77 }) },
        { kind: "box", id: 3, name: "Box 3", box: box(3, { place_id: false, place: "" }) },
    ]);
    await contains("input[name=search]").edit("VP", { confirm: false });
    await contains("button[name=find]").click();
    expect(".o_vanthu_store_found button").toHaveCount(3);
    await contains(".o_vanthu_store_found button:eq(1)").click();
    expect(".o_vanthu_store_plan").toHaveAttribute("data-room", "2");
    await contains(".o_vanthu_store_found button:eq(2)").click();
    expect.verifySteps([
        ["map", 0], ["find", "VP"], ["map", 2], ["place", 77],
        ["action", "vanthu.archive.box", 3],
    ]);
});

test("nothing found is said, and another room is chosen by hand", async () => {
    await mountMap([]);
    await contains("input[name=search]").edit("none", { confirm: false });
    await contains("button[name=find]").click();
    expect(".o_vanthu_store_found").toHaveText(/Nothing in the store/);
    await contains("select[name=room]").select("2");
    expect(".o_vanthu_store_found").toHaveCount(0);
    expect(".o_vanthu_store_plan").toHaveAttribute("data-room", "2");
    expect.verifySteps([["map", 0], ["find", "none"], ["map", 2]]);
});

test("opened from a box, the map shows it", async () => {
    await mountMap([], { room: 1, lit: 22, box: 7 });
    expect("[data-id='22'].o_vanthu_place_lit").toHaveCount(1);
    expect(".o_vanthu_store_box.active").toHaveAttribute("data-id", "7");
    expect.verifySteps([["map", 1], ["place", 22]]);
});

test("the climate of the room leads to its graph", async () => {
    await mountMap([], {}, { climate: { temperature: 25.5, humidity: 50, alarms: 1 } });
    expect("[name='climate']").toHaveText("25.5 °C · 50 %");
    expect("[name='climate']").toHaveClass("btn-danger");
    await contains("[name='climate']").click();
    expect.verifySteps([
        ["map", 0],
        ["action", "vanthu_climate", 1],
    ]);
});
