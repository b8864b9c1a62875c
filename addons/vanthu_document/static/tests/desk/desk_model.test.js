import { describe, expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { allowTranslations } from "@web/../tests/web_test_helpers";

import { deskPiles } from "@vanthu_document/desk/card_piles";
import "@vanthu_document/desk/direct_panel";
import { DeskModel } from "@vanthu_document/desk/desk_model";
import { DeskStorage } from "@vanthu_document/desk/desk_storage";
import { Outbox } from "@vanthu_document/desk/outbox";

describe.current.tags("headless");

const UNTIL = "2099-01-01 00:00:00";
const makeCard = (id) => ({ pile: "direct", id, subject: `Văn bản ${id}` });

/** A desk with three cards; `server.answer` says what becomes of a decision. */
async function makeDesk({ count = 3, more = [] } = {}) {
    allowTranslations();
    const server = { answer: () => ({ directive_id: 9, undo_until: UNTIL }), count, more };
    const call = async (model, method, args, kwargs) => {
        expect.step(method);
        if (method === "get_desk") {
            return {
                piles: [
                    { key: "direct", label: "To direct", count: server.count },
                    { key: "unknown", label: "Of tomorrow", count: 4 },
                ],
                cards: { direct: Array.from({ length: count }, (_, i) => makeCard(i + 1)) },
                today: "2026-11-22",
            };
        }
        return method === "get_cards" ? server.more : true;
    };
    const orm = { call, silent: { call } };
    const outbox = new Outbox(new DeskStorage("db", 7), async () => server.answer());
    const desk = new DeskModel({ orm, outbox });
    outbox.addEventListener("done", ({ detail }) => desk.onDone(detail));
    outbox.addEventListener("refused", ({ detail }) => desk.onRefused(detail));
    await desk.load();
    expect.verifySteps(["get_desk"]);
    return { desk, outbox, server };
}

const ids = (desk) => desk.cards.map(({ id }) => id);
const decide = (desk) => desk.decide(desk.current, { content: "a" }, "Directed to VP");

test("the next card comes by itself, and piles that this page does not know stay away", async () => {
    const { desk } = await makeDesk();
    expect(desk.state.piles.map(({ key }) => key)).toEqual(["direct"]);
    expect(desk.state.currentId).toBe(1);
    decide(desk);
    expect(desk.state.currentId).toBe(2);
    expect(desk.getPile("direct").count).toBe(2);
    desk.move(1);
    decide(desk);
    expect(desk.state.currentId).toBe(2);
    decide(desk);
    expect(desk.state.currentId).toBe(false);
    expect(desk.getPile("direct").count).toBe(0);
});

test("what waits to be sent is not shown again after a reload", async () => {
    const { desk, server } = await makeDesk();
    server.answer = () => {
        throw new ConnectionLostError("/x");
    };
    decide(desk);
    await animationFrame();
    const again = await makeDesk();
    again.server.answer = server.answer;
    expect(ids(again.desk)).toEqual([2, 3]);
    expect(again.desk.getPile("direct").count).toBe(2);
    expect(again.desk.state.recent.map(({ state }) => state)).toEqual(["waiting"]);
});

test("a refused decision brings its card back, open", async () => {
    const { desk, server, outbox } = await makeDesk();
    server.answer = () => {
        const error = new RPCError();
        error.exceptionName = "odoo.exceptions.UserError";
        error.data = { message: "Đã có người chỉ đạo" };
        throw error;
    };
    outbox.storage.setDraft(desk.current, { content: "a" });
    decide(desk);
    await animationFrame();
    expect(ids(desk)).toEqual([1, 2, 3]);
    expect(desk.state.currentId).toBe(1);
    expect(desk.getPile("direct").count).toBe(3);
    expect(desk.state.recent).toHaveLength(0);
    expect(outbox.storage.getDraft(desk.current)).toEqual({ content: "a" });
    desk.layAside(desk.current);
    expect(ids(desk)).toEqual([2, 3]);
    expect(outbox.state.entries).toHaveLength(0);
    expect(outbox.storage.getDraft(makeCard(1))).toBe(null);
});

test("undo asks the server for what was sent, and gives the typed text back", async () => {
    const { desk, outbox } = await makeDesk();
    outbox.storage.setDraft(desk.current, { content: "đã gõ" });
    decide(desk);
    await animationFrame();
    expect(outbox.storage.getDraft(makeCard(1))).toBe(null);
    const [done] = desk.state.recent;
    expect(done.undo_until).toBe(UNTIL);
    await desk.undo(done);
    expect.verifySteps(["action_undo"]);
    expect(desk.state.currentId).toBe(1);
    expect(outbox.storage.getDraft(desk.current)).toEqual({ content: "đã gõ" });
    expect(desk.state.recent).toHaveLength(0);
});

test("undo of what has not left the browser asks nobody", async () => {
    const { desk, outbox, server } = await makeDesk();
    server.answer = () => new Promise(() => {});
    decide(desk);
    decide(desk);
    await desk.undo(desk.state.recent[1]);
    expect.verifySteps([]);
    expect(ids(desk)).toEqual([2, 3]);
    expect(outbox.waiting.map(({ card }) => card.id)).toEqual([1]);
});

test("further cards are fetched before the last one is reached", async () => {
    const { desk } = await makeDesk({ count: 20, more: [makeCard(21), makeCard(20)] });
    desk.move(1);
    await animationFrame();
    expect.verifySteps([]);
    desk.open(15);
    desk.move(1);
    await animationFrame();
    expect.verifySteps(["get_cards"]);
    expect(desk.cards).toHaveLength(21);
});

test("the pile says which decisions are final, also after a reload", async () => {
    const { isFinal: before } = deskPiles.get("direct");
    expect(before).toBe(undefined);
    deskPiles.add(
        "direct",
        { ...deskPiles.get("direct"), isFinal: ({ content }) => content === "a" },
        { force: true }
    );
    const { desk, server } = await makeDesk();
    server.answer = () => {
        throw new ConnectionLostError("/x");
    };
    decide(desk);
    desk.decide(desk.current, { content: "b" }, "Other");
    await animationFrame();
    expect(desk.state.recent.map(({ isFinal }) => isFinal)).toEqual([true, false]);
    const again = await makeDesk();
    const kept = again.desk.state.recent.map(({ label, isFinal }) => `${label}: ${isFinal}`);
    expect(kept.sort()).toEqual(["Directed to VP: true", "Other: false"]);
    const { isFinal, ...rest } = deskPiles.get("direct");
    expect(typeof isFinal).toBe("function");
    deskPiles.add("direct", rest, { force: true });
});
