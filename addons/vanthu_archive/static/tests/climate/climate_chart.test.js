import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { allowTranslations, makeMockEnv, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";
import { band, makeConfig } from "@vanthu_archive/climate/climate_chart";
import { SensorKey } from "@vanthu_archive/climate/sensor_key";

describe.current.tags("desktop");

defineMailModels();

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

test("a chart has lowest, highest and average, and the limits as a band", () => {
    allowTranslations();
    const config = makeConfig(graph(), "humidity");
    expect(config.data.datasets.map((set) => set.data.map((point) => point.y))).toEqual([
        [50, 58], [52, 61], [51, 60],
    ]);
    expect(config.options.plugins.vanthuBand).toEqual({ low: 45, high: 55 });
    const { min, max } = config.options.scales.x;
    expect(max - min).toBe(24 * 3600 * 1000);
    expect(makeConfig(graph({ limits: false }), "humidity").options.plugins.vanthuBand).toEqual({
        low: undefined, high: undefined,
    });
});

test("the band lies between the limits and inside of the chart", () => {
    const drawn = [];
    const chart = {
        ctx: { save() {}, restore() {}, fillRect: (...box) => drawn.push(box) },
        chartArea: { left: 10, right: 110, top: 0, bottom: 100 },
        scales: { y: { getPixelForValue: (value) => 100 - value } },
    };
    band.beforeDatasetsDraw(chart, {}, { low: 20, high: 40 });
    band.beforeDatasetsDraw(chart, {}, { low: -50, high: 400 });
    band.beforeDatasetsDraw(chart, {}, { low: undefined, high: undefined });
    expect(drawn).toEqual([[10, 60, 100, 20], [10, 0, 100, 100]]);
});

test("a new key is shown with a line to copy", async () => {
    allowTranslations();
    await mountWithCleanup(SensorKey, {
        env: await makeMockEnv({ config: getDefaultConfig() }),
        props: {
            action: { type: "ir.actions.client", params: { key: "vts_x", curl: "curl vts_x" } },
            actionId: 1,
        },
    });
    expect(queryAllTexts(".o_vanthu_sensor_key code")).toEqual(["vts_x", "curl vts_x"]);
});
