import { describe, expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame, Deferred } from "@odoo/hoot-mock";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { allowTranslations } from "@web/../tests/web_test_helpers";

import { DeskStorage } from "@vanthu_document/desk/desk_storage";
import { Outbox } from "@vanthu_document/desk/outbox";

describe.current.tags("headless");

const storage = (userId = 7) => new DeskStorage("db", userId);
const card = (id) => ({ pile: "direct", id, subject: `Văn bản ${id}` });
const settle = () => animationFrame();

function refusal(name, message) {
    const error = new RPCError();
    error.exceptionName = name;
    error.data = { message };
    return error;
}

/** An outbox whose server answers what the test says; each sending is a step. */
function makeOutbox(answer = () => ({}), place = storage()) {
    allowTranslations();
    const outbox = new Outbox(place, async (entry) => {
        expect.step(`send ${entry.card.id}`);
        return answer(entry);
    });
    outbox.addEventListener("done", ({ detail }) => expect.step(`done ${detail.card.id}`));
    outbox.addEventListener("refused", ({ detail }) => expect.step(`refused ${detail.card.id}`));
    return outbox;
}

test("decisions are sent in order, one at a time, and leave nothing behind", async () => {
    const first = new Deferred();
    const outbox = makeOutbox(({ card }) => (card.id === 1 ? first : {}));
    outbox.add(card(1), { content: "a" }, "A");
    outbox.add(card(2), { content: "b" }, "B");
    await settle();
    expect.verifySteps(["send 1"]);
    expect(storage().names("out/")).toHaveLength(2);
    first.resolve({ directive_id: 5 });
    await settle();
    expect.verifySteps(["done 1", "send 2", "done 2"]);
    expect(storage().names("out/")).toHaveLength(0);
    expect(outbox.waiting).toHaveLength(0);
});

test("each decision has a key of its own and keeps it when it is repeated", async () => {
    const keys = [];
    let isLost = true;
    const outbox = makeOutbox(({ key }) => {
        keys.push(key);
        if (isLost) {
            isLost = false;
            throw new ConnectionLostError("/x");
        }
        return {};
    });
    outbox.add(card(1), {}, "A");
    await settle();
    await advanceTime(2000);
    outbox.add(card(2), {}, "B");
    await settle();
    expect.verifySteps(["send 1", "send 1", "done 1", "send 2", "done 2"]);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
});

test("without a connection everything waits, with longer and longer pauses", async () => {
    let isLost = true;
    const outbox = makeOutbox(() => {
        if (isLost) {
            throw new ConnectionLostError("/x");
        }
        return {};
    });
    outbox.add(card(1), {}, "A");
    await settle();
    expect(outbox.state.offline).toBe(true);
    outbox.add(card(2), {}, "B");
    await settle();
    expect.verifySteps(["send 1"]);
    await advanceTime(2000);
    expect.verifySteps(["send 1"]);
    await advanceTime(2000);
    expect.verifySteps([]);
    await advanceTime(2000);
    expect.verifySteps(["send 1"]);
    isLost = false;
    await outbox.hurry();
    expect.verifySteps(["send 1", "done 1", "send 2", "done 2"]);
    expect(outbox.state.offline).toBe(false);
});

test("a closed browser goes on where it stopped", async () => {
    const before = makeOutbox(() => new Promise(() => {}));
    before.add(card(1), { content: "a" }, "A");
    before.add(card(2), { content: "b" }, "B");
    await settle();
    expect.verifySteps(["send 1"]);
    const after = makeOutbox();
    expect(after.waiting.map((entry) => entry.label)).toEqual(["A", "B"]);
    expect(after.waiting[0].key).toBe(before.waiting[0].key);
    await after.flush();
    expect.verifySteps(["send 1", "done 1", "send 2", "done 2"]);
});

test("a refusal brings the decision back, stays after a reload, and stops no other", async () => {
    const outbox = makeOutbox(({ card }) => {
        if (card.id === 1) {
            throw refusal("odoo.exceptions.UserError", "Đã có người chỉ đạo");
        }
        return {};
    });
    outbox.add(card(1), { content: "a" }, "A");
    outbox.add(card(2), { content: "b" }, "B");
    await settle();
    expect.verifySteps(["send 1", "refused 1", "send 2", "done 2"]);
    const [kept] = makeOutbox().refused;
    expect(kept.error).toBe("Đã có người chỉ đạo");
    expect(kept.decision).toEqual({ content: "a" });
});

test("a decision made again takes the place of the refused one", async () => {
    let isRefused = true;
    const outbox = makeOutbox(() => {
        if (isRefused) {
            throw refusal("odoo.exceptions.UserError", "Đơn vị đã đóng");
        }
        return {};
    });
    const old = outbox.add(card(1), { content: "a" }, "A");
    await settle();
    isRefused = false;
    const fresh = outbox.add(card(1), { content: "b" }, "B");
    expect(fresh.key).not.toBe(old.key);
    await settle();
    expect.verifySteps(["send 1", "refused 1", "send 1", "done 1"]);
    expect(outbox.state.entries).toHaveLength(0);
});

test("a fault of the server is tried again, not for ever", async () => {
    const outbox = makeOutbox(() => {
        throw refusal("psycopg2.OperationalError", "fault");
    });
    outbox.add(card(1), {}, "A");
    await settle();
    for (let tries = 0; tries < 4; tries++) {
        expect(outbox.refused).toHaveLength(0);
        await advanceTime(60000);
    }
    expect(outbox.refused).toHaveLength(1);
    expect.verifySteps([...Array(5).fill("send 1"), "refused 1"]);
});

test("what was decided under another name waits for its author", async () => {
    const outbox = makeOutbox(() => ({ other_user: true }));
    outbox.add(card(1), {}, "A");
    await settle();
    expect(outbox.state.signedOut).toBe(true);
    expect(outbox.waiting).toHaveLength(1);
    expect(makeOutbox(() => ({}), storage(8)).state.entries).toHaveLength(0);
    expect.verifySteps(["send 1"]);
});

test("a session that ended loses nothing", async () => {
    const outbox = makeOutbox(() => {
        throw refusal("odoo.http.SessionExpiredException", "Session expired");
    });
    outbox.add(card(1), {}, "A");
    await settle();
    expect(outbox.state.signedOut).toBe(true);
    expect(storage().names("out/")).toHaveLength(1);
    expect.verifySteps(["send 1"]);
});

test("what has not left can be withdrawn; what has left cannot", async () => {
    const first = new Deferred();
    const outbox = makeOutbox(({ card }) => (card.id === 1 ? first : {}));
    const sent = outbox.add(card(1), {}, "A");
    const waiting = outbox.add(card(2), {}, "B");
    expect(await outbox.withdraw(waiting)).toBe(true);
    const answer = outbox.withdraw(sent);
    first.resolve({});
    expect(await answer).toBe(false);
    expect.verifySteps(["send 1", "done 1"]);
    expect(storage().names("out/")).toHaveLength(0);
});
