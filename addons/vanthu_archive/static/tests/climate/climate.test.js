import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryOne, waitFor } from "@odoo/hoot-dom";
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
import { Climate, collectRows } from "@vanthu_archive/climate/climate";
import { parseNumber } from "@vanthu_archive/climate/measured";

describe.current.tags("desktop");

defineMailModels();

const room = (id, values = {}) => ({
    id,
    name: `K-P${id}`,
    limits: "Paper (18–22 °C, 45–55 %)",
    taken_at: "2026-11-20 01:00:00",
    temperature: 25.5,
    humidity: 50,
    outside: ["temperature"],
    alarms: 0,
    morning: false,
    afternoon: false,
    has_sensor: false,
    ...values,
});

const graph = (values = {}) => ({
    room: 1,
    name: "K-P1",
    period: "day",
    first: "2026-11-20",
    last: "2026-11-20",
    limits: { temperature: [18, 22], humidity: [45, 55] },
    points: [
        ["2026-11-20T08:00:00", 21, 20, 22, 51, 50, 52],
        ["2026-11-20T08:30:00", 25, 24, 26, 60, 58, 61],
    ],
    ...values,
});

const mountPage = async ({ mayEnter = true, rooms = [room(1, { alarms: 2 }), room(2)] } = {}) => {
    allowTranslations();
    onRpc("vanthu.climate", "get_rooms", () => ({ may_enter: mayEnter, rooms }));
    onRpc("vanthu.climate", "get_graph", ({ args }) => {
        expect.step(["graph", ...args]);
        return graph({ period: args[1], points: args[2] === "2026-11-19" ? [] : graph().points });
    });
    onRpc("vanthu.climate", "record", ({ args }) => {
        expect.step(["record", ...args]);
        return { stored: args[0].length, may_enter: true, rooms: [room(1, { morning: true }), room(2)] };
    });
    mockService("action", {
        doAction(action, options) {
            expect.step(["action", action.tag || action, options?.additionalContext]);
        },
    });
    await mountWithCleanup(Climate, {
        env: await makeMockEnv({ config: getDefaultConfig() }),
        props: { action: { id: 1, type: "ir.actions.client", tag: "vanthu_climate" }, actionId: 1 },
    });
};

const field = (id, name) => `[data-room='${id}'] [name='${name}']`;

test("numbers are read with comma or point", () => {
    expect(["20,5", " 20.5 ", "20", "", undefined].map(parseNumber)).toEqual([20.5, 20.5, 20, null, null]);
    expect(Number.isNaN(parseNumber("2o"))).toBe(true);
});

test("rooms that nobody touched are left out, half a reading is told", () => {
    const typed = {
        1: { temperature: "20,5", humidity: "50", light: "", note: " x " },
        2: { temperature: "", humidity: "", light: "", note: "" },
        3: { temperature: "20", humidity: "", light: "", note: "" },
        4: { temperature: "20", humidity: "a", light: "", note: "" },
        5: { temperature: "", humidity: "", light: "", note: "only this" },
        6: { temperature: "-2", humidity: "50", light: "0", note: "" },
    };
    expect(collectRows(typed)).toEqual({
        rows: [
            { room: 1, temperature: 20.5, humidity: 50, light: null, note: "x" },
            { room: 6, temperature: -2, humidity: 50, light: 0, note: "" },
        ],
        bad: [3, 4, 5],
    });
});

test("each room says what was measured last", async () => {
    await mountPage();
    expect(queryAllTexts(".o_vanthu_climate_open")).toEqual(["K-P1", "K-P2"]);
    expect("[data-room='1'] [data-name='temperature']").toHaveText("25.5 °C");
    expect("[data-room='1'] [data-name='temperature']").toHaveClass("text-danger");
    expect("[data-room='1'] [data-name='humidity']").not.toHaveClass("text-danger");
    expect(".o_vanthu_climate_alarms").toHaveCount(1);
    await contains(".o_vanthu_climate_alarms").click();
    expect.verifySteps([
        ["action", "vanthu_archive.climate_alarm_action", { search_default_location_id: 1 }],
    ]);
});

test("what was typed for several rooms is sent at once and the fields are empty again", async () => {
    await mountPage();
    await contains(field(1, "temperature")).edit("20,5", { confirm: false });
    await contains(field(1, "humidity")).edit("51", { confirm: false });
    await contains(field(2, "temperature")).edit("19", { confirm: false });
    await contains(field(2, "humidity")).edit("48,5", { confirm: false });
    await contains(field(2, "note")).edit("Mưa", { confirm: false });
    await contains("[name='save']").click();
    expect.verifySteps([
        [
            "record",
            [
                { room: 1, temperature: 20.5, humidity: 51, light: null, note: "" },
                { room: 2, temperature: 19, humidity: 48.5, light: null, note: "Mưa" },
            ],
            "",
        ],
    ]);
    expect(field(1, "temperature")).toHaveValue("");
    expect("[data-room='1'] [data-name='morning']").toHaveClass("text-success");
});

test("half a reading is not sent and stays typed", async () => {
    await mountPage();
    await contains(field(2, "temperature")).edit("19", { confirm: false });
    await contains("[name='save']").click();
    expect.verifySteps([]);
    expect("section[data-room='2']").toHaveClass("border-danger");
    expect(field(2, "temperature")).toHaveValue("19");
});

test("an earlier moment goes to the server in UTC", async () => {
    await mountPage();
    await contains(field(1, "temperature")).edit("20", { confirm: false });
    await contains(field(1, "humidity")).edit("51", { confirm: false });
    const moment = queryOne("[name='moment']");
    moment.value = "2026-11-20T08:15";
    moment.dispatchEvent(new Event("input"));
    await contains("[name='save']").click();
    const utc = luxon.DateTime.fromISO("2026-11-20T08:15").toUTC().toFormat("yyyy-MM-dd HH:mm:ss");
    expect.verifySteps([
        ["record", [{ room: 1, temperature: 20, humidity: 51, light: null, note: "" }], utc],
    ]);
});

test("a file is imported in a dialog, the logbook is that of the room in the graph", async () => {
    await mountPage();
    await contains("[name='import']").click();
    await contains("[data-room='2'] .o_vanthu_climate_open").click();
    await waitFor(".o_vanthu_climate_chart canvas", { timeout: 10000 });
    await contains("[name='logbook']").click();
    expect.verifySteps([
        ["action", "vanthu_archive.climate_import_action", {}],
        ["graph", 2, "day", ""],
        ["action", "vanthu_archive.store_logbook_action", { default_location_id: 1 }],
    ]);
});

test("who may not write sees no fields", async () => {
    await mountPage({ mayEnter: false });
    expect(".o_vanthu_climate_room").toHaveCount(2);
    expect(".o_vanthu_climate_inputs, [name='save']").toHaveCount(0);
});

test("the graph of a room goes through the days and the periods", async () => {
    await mountPage();
    await contains("[data-room='1'] .o_vanthu_climate_open").click();
    await waitFor(".o_vanthu_climate_chart canvas", { timeout: 10000 });
    expect(".o_vanthu_climate_chart canvas").toHaveCount(2);
    expect("[data-quantity='temperature'] canvas").toHaveAttribute(
        "aria-label", "Temperature (°C): lowest 20, average 23, highest 26"
    );
    expect(".o_vanthu_climate_stretch").toHaveText("20/11/2026");
    await contains("[name='earlier']").click();
    expect(".o_vanthu_climate_nothing").toHaveCount(1);
    await contains("[name='later']").click();
    await contains("[name='month']").click();
    await contains(".o_vanthu_climate_graph [name='close']").click();
    expect(".o_vanthu_climate_graph").toHaveCount(0);
    expect.verifySteps([
        ["graph", 1, "day", ""],
        ["graph", 1, "day", "2026-11-19"],
        ["graph", 1, "day", "2026-11-21"],
        ["graph", 1, "month", "2026-11-20"],
    ]);
});
