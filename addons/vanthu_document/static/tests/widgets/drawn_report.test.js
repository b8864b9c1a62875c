import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { patchWithCleanup, serverState } from "@web/../tests/web_test_helpers";
import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { handleDrawnReport } from "@vanthu_document/drawn_report/drawn_report_handler";

describe.current.tags("desktop");

const REPORT = {
    report_type: "qweb-pdf", is_drawn: true, report_name: "vanthu_document.register_print",
    context: { active_ids: [4, 5], lang: "vi_VN" },
};
const env = {
    services: {
        ui: { block: () => expect.step("block"), unblock: () => expect.step("unblock") },
    },
};

let answer;
beforeEach(() => {
    answer = () => {};
    patchWithCleanup(download, {
        _download: async (options) => {
            expect.step(options.url);
            await answer(options.data);
        },
    });
});

test("other reports are left to Odoo", async () => {
    expect(await handleDrawnReport({ ...REPORT, is_drawn: false }, {}, env)).toBe(false);
    expect(await handleDrawnReport({ ...REPORT, report_type: "qweb-html" }, {}, env)).toBe(false);
    expect.verifySteps([]);
});

test("a drawn report is fetched for the chosen records while the screen waits", async () => {
    answer = ({ data, context }) => {
        expect(JSON.parse(data)).toEqual([
            "/report/pdf/vanthu_document.register_print/4,5", "qweb-pdf",
        ]);
        expect(JSON.parse(context).lang).toBe("vi_VN");
        expect(JSON.parse(context).uid).toBe(serverState.userId);
    };
    expect(await handleDrawnReport(REPORT, {}, env)).toBe(true);
    expect.verifySteps(["block", "/report/download", "unblock"]);
});

test("the screen is free again when the download fails, and the error is not swallowed", async () => {
    answer = () => {
        throw new Error("the range ends before it begins");
    };
    await expect(handleDrawnReport(REPORT, {}, env)).rejects.toThrow(/ends before it begins/);
    expect.verifySteps(["block", "/report/download", "unblock"]);
});

test("the web client asks this handler", () => {
    const handlers = registry.category("ir.actions.report handlers").getAll();
    expect(handlers).toInclude(handleDrawnReport);
});
