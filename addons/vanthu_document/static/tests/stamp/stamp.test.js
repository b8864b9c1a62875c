import { describe, expect, test } from "@odoo/hoot";
import { manuallyDispatchProgrammaticEvent, press, queryOne, queryRect } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    contains,
    makeDialogMockEnv,
    mountWithCleanup,
} from "@web/../tests/web_test_helpers";
import { StampDialog } from "@vanthu_document/stamp/stamp_dialog";

describe.current.tags("desktop");

defineMailModels();

const mountDialog = async (props = {}) => {
    allowTranslations();
    await mountWithCleanup(StampDialog, {
        env: await makeDialogMockEnv(),
        props: {
            close: () => expect.step("close"),
            onConfirm: async (x, y) => expect.step([x, y]),
            url: "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==",
            isImage: true,
            number: "15",
            date: "02/03/2026",
            organName: "Sở Giáo dục và Đào tạo",
            x: 25,
            y: 55,
            ...props,
        },
    });
};

test("the box shows number and day and stands where it is told", async () => {
    await mountDialog();
    expect(".o_vanthu_stamp_box").toHaveText(/ĐẾN 15/);
    expect(".o_vanthu_stamp_box").toHaveText(/02\/03\/2026/);
    expect(parseFloat(queryOne(".o_vanthu_stamp_box").style.left)).toBeCloseTo(11.905, { margin: 0.01 });
    expect(parseFloat(queryOne(".o_vanthu_stamp_box").style.width)).toBeCloseTo(23.81, { margin: 0.01 });
});

test("arrow keys move by one and by ten millimetres, Enter stamps there", async () => {
    await mountDialog();
    expect(".o_vanthu_stamp_box").toBeFocused();
    await press("ArrowRight");
    await press("ArrowDown", { shiftKey: true });
    await press("ArrowUp");
    await press("Enter");
    await animationFrame();
    expect.verifySteps([[26, 64], "close"]);
});

test("the stamp never leaves the page", async () => {
    await mountDialog({ x: 158, y: 1 });
    for (let i = 0; i < 4; i++) {
        await press("ArrowRight");
        await press("ArrowUp");
    }
    await contains(".btn-primary").click();
    expect.verifySteps([[160, 0], "close"]);
});

test("it is dragged in millimetres of the page", async () => {
    // A tenth of the page's width is 21 mm, however small the page is shown.
    await mountDialog({
        onConfirm: async (x) => expect.step(`${Math.round(x - 25)} mm to the right`),
    });
    const page = queryRect(".o_vanthu_stamp_page");
    const box = queryOne(".o_vanthu_stamp_box");
    box.setPointerCapture = () => {};
    const at = (clientX) => ({ clientX, clientY: 50, pointerId: 1 });
    await manuallyDispatchProgrammaticEvent(box, "pointerdown", at(100));
    await manuallyDispatchProgrammaticEvent(box, "pointermove", at(100 + page.width / 10));
    await manuallyDispatchProgrammaticEvent(box, "pointerup", at(100 + page.width / 10));
    await manuallyDispatchProgrammaticEvent(box, "pointermove", at(0));
    await contains(".btn-primary").click();
    expect.verifySteps(["21 mm to the right", "close"]);
});
