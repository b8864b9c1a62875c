import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations, contains, mountWithCleanup, onRpc,
} from "@web/../tests/web_test_helpers";

import { TargetPicker } from "@vanthu_document/desk/target_picker";

describe.current.tags("desktop");
defineMailModels();

const TARGETS = [
    { unit_id: 1, user_id: false, name: "Phòng Đào tạo", code: "ĐT" },
    { unit_id: 2, user_id: false, name: "Tài chính", code: "KHTC" },
    { unit_id: false, user_id: 1, name: "Đỗ Thị Đào", code: "" },
    { unit_id: false, user_id: 2, name: "Nguyễn Văn Ân", code: "" },
];

// Lists are kept for as long as the page lives: each test asks for an organisation of its own.
let companyId = 1000;

async function mountPicker({ answer = TARGETS, chosen = [], of = ++companyId } = {}) {
    allowTranslations();
    onRpc("vanthu.desk", "get_targets", ({ args }) => {
        expect.step(`asked ${args[0] === of}`);
        if (answer instanceof Error) {
            throw answer;
        }
        return answer;
    });
    await mountWithCleanup(TargetPicker, {
        props: { companyId: of, chosen, onPick: ({ name }) => expect.step(name) },
    });
    await animationFrame();
    return of;
}

const getNames = () => queryAllTexts(".o_vanthu_desk_pick");
const look = (text) => contains(".o_vanthu_desk_picker input").edit(text, { confirm: false });

test("units and persons are offered, told apart by their sign", async () => {
    await mountPicker();
    expect(getNames()).toEqual(TARGETS.map(({ name }) => name));
    expect(".o_vanthu_desk_pick .fa-sitemap").toHaveCount(2);
    expect(".o_vanthu_desk_pick .fa-user-o").toHaveCount(2);
    expect(".o_vanthu_desk_picker input").toBeFocused();
    expect.verifySteps(["asked true"]);
});

test("names are found without accents, in any case, and by their code", async () => {
    await mountPicker();
    await look("phong dao tao");
    expect(getNames()).toEqual(["Phòng Đào tạo"]);
    await look(" DAO ");
    expect(getNames()).toEqual(["Phòng Đào tạo", "Đỗ Thị Đào"]);
    await look("đỗ");
    expect(getNames()).toEqual(["Đỗ Thị Đào"]);
    await look("khtc");
    expect(getNames()).toEqual(["Tài chính"]);
    await look("không có ai");
    expect(getNames()).toEqual([]);
    expect.verifySteps(["asked true"]);
});

test("who is chosen already is not offered; unit 1 is not person 1", async () => {
    await mountPicker({ chosen: [TARGETS[0]] });
    expect(getNames()).toEqual(["Tài chính", "Đỗ Thị Đào", "Nguyễn Văn Ân"]);
    expect.verifySteps(["asked true"]);
});

test("a tap picks", async () => {
    await mountPicker();
    await contains(".o_vanthu_desk_pick:contains(Ân)").click();
    expect.verifySteps(["asked true", "Nguyễn Văn Ân"]);
});

test("a long list shows its beginning; whoever is meant is typed", async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
        unit_id: index + 1, user_id: false, name: `Đơn vị số ${index + 1}`, code: "",
    }));
    await mountPicker({ answer: many });
    expect(".o_vanthu_desk_pick").toHaveCount(8);
    await look("số 29");
    expect(getNames()).toEqual(["Đơn vị số 29"]);
    expect.verifySteps(["asked true"]);
});

test("the list of an organisation is asked for once", async () => {
    const of = await mountPicker();
    expect.verifySteps(["asked true"]);
    await mountPicker({ of });
    expect.verifySteps([]);
    expect(".o_vanthu_desk_pick").toHaveCount(2 * TARGETS.length);
});

test("without a connection the picker says so and asks again next time", async () => {
    const of = await mountPicker({ answer: new Error("no network") });
    expect(".o_vanthu_desk_picker .text-danger").toHaveText(/no connection/);
    expect(".o_vanthu_desk_pick").toHaveCount(0);
    await mountPicker({ of });
    expect.verifySteps(["asked true", "asked true"]);
    expect(".o_vanthu_desk_pick").toHaveCount(TARGETS.length);
});
