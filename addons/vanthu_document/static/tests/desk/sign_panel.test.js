import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations, contains, getService, mockService, mountWithCleanup, onRpc,
} from "@web/../tests/web_test_helpers";

import { deskPiles } from "@vanthu_document/desk/card_piles";
import { SignPanel } from "@vanthu_document/desk/sign_panel";

describe.current.tags("desktop");
defineMailModels();

const makeCard = (values) => ({
    pile: "sign", id: 8, company_id: 1, subject: "Kế hoạch thi", drafter: "Khang", version: 2,
    version_id: 31, content_checked_by: "Trang", content_checked_on: "2026-11-20",
    format_checked_by: "Nhung", format_checked_on: "2026-11-21", format_errors: 0, capacity: "",
    in_place_of: "", may_use_picture: false, recipients: "THPT A; THPT B", recipient_count: 2, ...values,
});
const SIGNED = { verdict: "sign", version_id: 31, method: "paper" };
const PHRASES = [
    { text: "Kiểm tra lại số liệu.", company_id: false },
    { text: "Viết gọn lại.", company_id: 1 },
    { text: "Của trường khác.", company_id: 2 },
];

async function mountPanel(card = makeCard(), extras = { send_back_phrases: PHRASES }) {
    allowTranslations();
    await mountWithCleanup(SignPanel, {
        props: {
            card,
            extras,
            place: "1 of 3",
            decide: (of, decision, label) => expect.step([of.id, decision, label]),
            move: (step) => expect.step(step),
        },
    });
}

const write = (text) => contains(".o_vanthu_desk_text").edit(text, { confirm: false });

test("the card says who drafted, who checked what and when, and who receives it", async () => {
    await mountPanel();
    expect(".o_vanthu_desk_checks").toHaveText(/Drafted by\s*Khang/);
    expect(".o_vanthu_desk_checks").toHaveText(/version 2/);
    expect(".o_vanthu_desk_checks").toHaveText(/Content: Trang, 11\/20\/2026/);
    expect(".o_vanthu_desk_checks").toHaveText(/Presentation: Nhung, 11\/21\/2026/);
    expect(".o_vanthu_desk_receivers summary").toHaveText("Recipients: 2");
    await contains(".o_vanthu_desk_receivers summary").click();
    expect(".o_vanthu_desk_receivers").toHaveText(/THPT A; THPT B/);
    expect(".o_vanthu_desk_format_errors").toHaveCount(0);
    expect(".o_vanthu_desk_capacity").toHaveCount(0);
});

test("errors left and the capacity are named where there are some", async () => {
    await mountPanel(makeCard({
        format_errors: 3, capacity: "KT.", in_place_of: "Phước", content_checked_by: "",
        recipient_count: 0,
    }));
    expect(".o_vanthu_desk_format_errors").toHaveText(/3/);
    expect(".o_vanthu_desk_capacity").toHaveText("KT. (Phước)");
    expect(".o_vanthu_desk_checks .fa-check").toHaveCount(1);
    expect(".o_vanthu_desk_receivers").toHaveCount(0);
});

test("a signature is asked for once, with the warning that it cannot be undone", async () => {
    await mountPanel();
    await contains(".o_vanthu_desk_send").click();
    expect.verifySteps([]);
    expect(".modal-body").toHaveText(/“Kế hoạch thi”.*cannot be undone/s);
    await contains(".modal-footer .btn-primary").click();
    expect.verifySteps([[8, SIGNED, "Signed"]]);
});

test("who says not yet has not signed", async () => {
    await mountPanel();
    await contains(".o_vanthu_desk_send").click();
    await contains(".modal-footer .btn-secondary").click();
    expect(".modal").toHaveCount(0);
    expect.verifySteps([]);
});

test("Ctrl+Enter asks as the button does", async () => {
    await mountPanel();
    await write("Được");
    await press(["ctrl", "Enter"]);
    await animationFrame();
    expect(".modal").toHaveCount(1);
    expect.verifySteps([]);
});

test("a draft is sent back by a phrase, which then is no longer offered", async () => {
    await mountPanel();
    expect(queryAllTexts(".o_vanthu_desk_phrases button")).toEqual([
        "Kiểm tra lại số liệu.", "Viết gọn lại.",
    ]);
    await write("Trang 2: ");
    await contains(".o_vanthu_desk_phrases button").click();
    expect(".o_vanthu_desk_text").toHaveValue("Trang 2: Kiểm tra lại số liệu.");
    expect(queryAllTexts(".o_vanthu_desk_phrases button")).toEqual(["Viết gọn lại."]);
    await contains(".o_vanthu_desk_refuse").click();
    expect.verifySteps([
        [8, { verdict: "send_back", text: "Trang 2: Kiểm tra lại số liệu." }, "Sent back"],
    ]);
});

test("without a reason nothing is sent back", async () => {
    await mountPanel(makeCard(), {});
    expect(".o_vanthu_desk_phrases").toHaveCount(0);
    await contains(".o_vanthu_desk_refuse").click();
    expect.verifySteps([]);
    expect(".invalid-feedback").toHaveText("Say what is to be changed, or tap a phrase.");
    expect(".o_vanthu_desk_text").toBeFocused();
});

test("a reason half written is kept, and not sent with a signature", async () => {
    await mountPanel();
    await write("Thiếu");
    expect(getService("vanthu_desk_outbox").storage.getDraft(makeCard())).toEqual({
        text: "Thiếu",
    });
    await contains(".o_vanthu_desk_send").click();
    await contains(".modal-footer .btn-primary").click();
    expect.verifySteps([[8, SIGNED, "Signed"]]);
});

const ways = () => queryAllTexts(".o_vanthu_desk_ways button");
const chosen = () => queryAllTexts(".o_vanthu_desk_ways button[aria-pressed=true]");

test("without a picture it is signed on paper or brought as a signed PDF", async () => {
    await mountPanel();
    expect(ways()).toEqual(["On paper", "Signed PDF…"]);
    expect(chosen()).toEqual(["On paper"]);
    await contains(".o_vanthu_desk_send").click();
    expect(".modal-body").toHaveText(/signed by hand/);
});

test("who has a picture may sign with it and is told that it is a trial", async () => {
    await mountPanel(makeCard({ may_use_picture: true }));
    expect(ways()).toEqual(["On paper", "My picture", "Signed PDF…"]);
    await contains("[data-method=picture]").click();
    expect(chosen()).toEqual(["My picture"]);
    await contains(".o_vanthu_desk_send").click();
    expect(".modal-body").toHaveText(/for trying out/);
    await contains(".modal-footer .btn-primary").click();
    expect.verifySteps([[8, { ...SIGNED, method: "picture" }, "Signed"]]);
});

test("a way that is kept but offered no longer is not used by the next panel", async () => {
    await mountPanel(makeCard({ may_use_picture: true }));
    await contains("[data-method=picture]").click();
    await mountPanel(makeCard());
    expect(chosen()).toEqual(["My picture", "On paper"]);
});

for (const infos of [{ signed: true }, { dismiss: true }, undefined]) {
    test(`the dialog for a signed PDF opens; closed with ${JSON.stringify(infos)}`, async () => {
        onRpc("vanthu.document", "action_open_sign", ({ args }) => {
            expect.step(args);
            return { res_model: "vanthu.sign.wizard", context: { default_document_id: 8 } };
        });
        mockService("action", {
            doAction(action, { onClose } = {}) {
                expect.step(action.views ? [action.views, action.context] : action);
                onClose?.(infos);
            },
        });
        await mountPanel();
        await contains(".o_vanthu_desk_upload").click();
        expect.verifySteps([
            [[8]],
            [[[false, "form"]], { default_document_id: 8, default_method: "upload" }],
            ...(infos?.signed ? ["soft_reload"] : []),
        ]);
    });
}

test("only the signature is final", () => {
    const { isFinal } = deskPiles.get("sign");
    expect(isFinal({ verdict: "sign", version_id: 1 })).toBe(true);
    expect(isFinal({ verdict: "send_back", text: "a" })).toBe(false);
});
