import { describe, expect, test } from "@odoo/hoot";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import { ConnectionLostError } from "@web/core/network/rpc";
import { allowTranslations } from "@web/../tests/web_test_helpers";

import { CardPiles, deskPiles } from "@vanthu_document/desk/card_piles";
import { DeskModel } from "@vanthu_document/desk/desk_model";
import { DeskStorage } from "@vanthu_document/desk/desk_storage";
import { DirectPanel } from "@vanthu_document/desk/direct_panel";
import { Outbox } from "@vanthu_document/desk/outbox";
import { ExtensionPanel, ReportPanel } from "@vanthu_document/desk/verdict_panel";

describe.current.tags("headless");

const makeCards = (pile, first, count) =>
    Array.from({ length: count }, (_, index) => ({ pile, id: first + index }));
const ids = (desk) => desk.cards.map(({ id }) => id);

/** A desk whose server holds what `server` says; each request is a step. */
async function makeDesk({ answer = {}, Model = CardPiles, outbox } = {}) {
    allowTranslations();
    const server = {
        desk: {
            piles: [
                { key: "direct", label: "To direct", count: 0 },
                { key: "report", label: "Reports", count: 2 },
                { key: "extension", label: "Extensions", count: 1 },
            ],
            cards: { report: makeCards("report", 1, 2) },
            today: "2026-11-22",
            phrases: [],
            ...answer,
        },
        cards: () => [],
    };
    const call = async (model, method, args, kwargs) => {
        if (method === "get_desk") {
            return server.desk;
        }
        expect.step([method, args[0] || kwargs]);
        return method === "get_cards" ? server.cards(kwargs) : true;
    };
    outbox ||= new Outbox(new DeskStorage("db", 7), () => new Promise(() => {}));
    const desk = new Model({ orm: { call, silent: { call } }, outbox });
    await desk.load();
    return { desk, server, outbox };
}

test("each kind of card has a panel of its own", () => {
    const panels = { direct: DirectPanel, report: ReportPanel, extension: ExtensionPanel };
    for (const [key, panel] of Object.entries(panels)) {
        expect(deskPiles.get(key).panel).toBe(panel);
    }
});

test("the first pile with something in it lies open", async () => {
    const { desk } = await makeDesk();
    expect(desk.state.pile).toBe("report");
    expect(desk.state.currentId).toBe(1);
    expect(desk.state.ready).toBe(true);
    expect(desk.extras).toEqual({ today: "2026-11-22", phrases: [] });
});

test("with nothing anywhere the first pile is open and empty", async () => {
    const { desk } = await makeDesk({ answer: { cards: {} } });
    expect(desk.state.pile).toBe("direct");
    expect(desk.cards).toEqual([]);
    expect(desk.current).toBe(undefined);
    expect(desk.state.currentId).toBe(false);
});

test("a person without any pile sees an empty desk, not a fault", async () => {
    const { desk } = await makeDesk({ answer: { piles: [], cards: {} } });
    expect(desk.state.pile).toBe("");
    expect(desk.cards).toEqual([]);
    expect(desk.move(1)).toBe(false);
});

test("a pile is fetched when it is opened first, and kept afterwards", async () => {
    const { desk, server } = await makeDesk();
    const fetched = new Deferred();
    server.cards = () => fetched;
    const opening = desk.openPile("extension");
    expect(desk.state.fetching).toBe(true);
    fetched.resolve(makeCards("extension", 9, 1));
    await opening;
    expect(desk.state.fetching).toBe(false);
    expect(desk.state.currentId).toBe(9);
    await desk.openPile("report");
    await desk.openPile("extension");
    expect(desk.state.currentId).toBe(9);
    expect.verifySteps([["get_cards", { pile: "extension", limit: 20, known_ids: [] }]]);
});

test("without a connection the pile stays closed and opens the next time", async () => {
    const { desk, server } = await makeDesk();
    server.cards = () => {
        throw new ConnectionLostError("/x");
    };
    await expect(desk.openPile("extension")).rejects.toThrow(ConnectionLostError);
    expect(desk.state.fetching).toBe(false);
    expect(desk.state.currentId).toBe(false);
    server.cards = () => makeCards("extension", 9, 1);
    await desk.openPile("extension");
    expect(desk.state.currentId).toBe(9);
    expect(desk.state.cards.extension).toHaveLength(1);
    expect.verifySteps(Array(2).fill([
        "get_cards", { pile: "extension", limit: 20, known_ids: [] },
    ]));
});

test("steps end at both ends of the pile", async () => {
    const { desk } = await makeDesk();
    expect(desk.move(-1)).toBe(false);
    expect(desk.state.currentId).toBe(1);
    expect(desk.move(1)).toBe(true);
    expect(desk.move(1)).toBe(false);
    expect(desk.state.currentId).toBe(2);
    expect(desk.index).toBe(1);
});

test("further cards are asked for by what is known, with what waits to be sent", async () => {
    const outbox = new Outbox(new DeskStorage("db", 7), () => new Promise(() => {}));
    outbox.add({ pile: "report", id: 99 }, {}, "A");
    outbox.add({ pile: "direct", id: 98 }, {}, "B");
    const { desk, server } = await makeDesk({
        outbox,
        answer: { cards: { report: makeCards("report", 1, 20) } },
    });
    server.cards = () => makeCards("report", 20, 3);
    desk.open(15);
    desk.move(1);
    await animationFrame();
    const known_ids = [...Array.from({ length: 20 }, (_, index) => index + 1), 99];
    expect.verifySteps([["get_cards", { pile: "report", limit: 20, known_ids }]]);
    expect(ids(desk)).toHaveLength(22, { message: "no card twice" });
    desk.open(20);
    desk.move(1);
    await animationFrame();
    expect.verifySteps([], { message: "the last page was not full" });
});

test("a page that does not come leaves the cards at hand, and the next step asks again", async () => {
    const { desk, server } = await makeDesk({
        answer: { cards: { report: makeCards("report", 1, 20) } },
    });
    server.cards = () => {
        throw new ConnectionLostError("/x");
    };
    desk.open(16);
    desk.move(1);
    await animationFrame();
    expect(desk.state.currentId).toBe(17);
    expect(ids(desk)).toHaveLength(20);
    server.cards = () => makeCards("report", 21, 1);
    desk.move(1);
    await animationFrame();
    expect(ids(desk).at(-1)).toBe(21);
    expect.verifySteps([["get_cards"], ["get_cards"]].map(([name]) => [
        name,
        { pile: "report", limit: 20, known_ids: Array.from({ length: 20 }, (_, i) => i + 1) },
    ]));
});

test("a decision of an earlier sitting is taken back by the server, and its card fetched", async () => {
    const { desk, server } = await makeDesk({
        Model: DeskModel,
        answer: {
            recent: [{ key: "d7", directive_id: 7, label: "Directed to VP", undo_until: "2099-01-01" }],
        },
    });
    expect(desk.state.recent.map(({ state }) => state)).toEqual(["done"]);
    server.cards = () => makeCards("direct", 30, 1);
    await desk.undo(desk.state.recent[0]);
    expect.verifySteps([
        ["action_undo", [7]],
        ["get_cards", { pile: "direct", limit: 20, known_ids: [] }],
    ]);
    expect(desk.state.pile).toBe("direct");
    expect(desk.state.currentId).toBe(30);
    expect(desk.state.recent).toHaveLength(0);
});
