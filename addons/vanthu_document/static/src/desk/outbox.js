import { EventBus, reactive } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { browser } from "@web/core/browser/browser";

const SLOWEST = 60000;
const MOST_FAULTS = 5;

/**
 * Decisions on their way to the server. Each is kept in the browser before anything else
 * happens, sent in order, and repeated under the same key until the server has answered; the
 * server carries out each key once.
 *
 * Events: `done` with the entry, `refused` with the entry.
 */
export class Outbox extends EventBus {
    /**
     * @param {import("./desk_storage").DeskStorage} storage
     * @param {(entry: object) => Promise<object>} send
     */
    constructor(storage, send) {
        super();
        this.storage = storage;
        this.send = send;
        this.pause = 0;
        const entries = storage
            .names("out/")
            .map((name) => storage.get(name))
            .filter((entry) => entry?.key)
            .sort((a, b) => a.at - b.at);
        this.state = reactive({ entries, offline: false, signedOut: false });
    }

    /** Decisions that the server has not answered yet. */
    get waiting() {
        return this.state.entries.filter((entry) => !entry.error);
    }

    /** Decisions that the server refused and that their author has not taken up again. */
    get refused() {
        return this.state.entries.filter((entry) => entry.error);
    }

    find({ pile, id }) {
        return this.state.entries.find((entry) => entry.card.pile === pile && entry.card.id === id);
    }

    /**
     * @param {object} card as the server gave it
     * @param {object} decision what the pile's `decide` takes
     * @param {string} label what was decided, in words
     * @returns {object} the entry
     */
    add(card, decision, label) {
        this.forget(this.find(card));
        const key = makeKey();
        const entry = { key, card, decision, label, at: Date.now(), faults: 0, error: "" };
        this.keep(entry);
        this.state.entries.push(entry);
        if (!this.timer) {
            this.flush();
        }
        return this.state.entries.at(-1);
    }

    keep(entry) {
        this.storage.set(`out/${entry.key}`, entry);
    }

    forget(entry) {
        if (entry) {
            this.storage.remove(`out/${entry.key}`);
            this.state.entries = this.state.entries.filter((other) => other.key !== entry.key);
        }
    }

    /**
     * Takes a decision back that has not left yet.
     *
     * @returns {Promise<boolean>} false when the server has carried it out
     */
    async withdraw(entry) {
        while (this.current?.key === entry.key) {
            await this.sending.catch(() => {});
            await Promise.resolve();
        }
        const kept = this.state.entries.find((other) => other.key === entry.key);
        // Where the answer was lost nobody knows, so the server is asked first.
        if (!kept || kept.tried) {
            return false;
        }
        this.forget(kept);
        return true;
    }

    /** The network is back: no reason to wait any longer. */
    hurry() {
        this.pause = 0;
        return this.flush();
    }

    /** Sends what waits, one after the other; a second call meanwhile changes nothing. */
    async flush() {
        browser.clearTimeout(this.timer);
        this.timer = null;
        if (this.current) {
            return;
        }
        for (let entry = this.waiting[0]; entry; entry = this.waiting[0]) {
            this.current = entry;
            const goesOn = await this.attempt(entry);
            this.current = null;
            if (!goesOn) {
                return;
            }
        }
        this.pause = 0;
    }

    async attempt(entry) {
        let result;
        try {
            entry.tried = true;
            this.keep(entry);
            this.sending = this.send(entry);
            result = await this.sending;
        } catch (error) {
            return this.onFailed(entry, error);
        }
        this.state.offline = false;
        if (result.other_user) {
            this.state.signedOut = true;
            return false;
        }
        this.state.signedOut = false;
        this.forget(entry);
        this.trigger("done", { ...entry, result });
        return true;
    }

    /** @returns {boolean} whether the next decision may be tried at once */
    onFailed(entry, error) {
        const lost = error instanceof ConnectionLostError;
        const name = error.exceptionName || "";
        this.state.offline = lost;
        this.state.signedOut = name === "odoo.http.SessionExpiredException";
        entry.faults += lost || this.state.signedOut ? 0 : 1;
        if (name.startsWith("odoo.exceptions.") || entry.faults >= MOST_FAULTS) {
            entry.error = error.data?.message || _t("The server could not carry this out.");
            this.keep(entry);
            this.trigger("refused", entry);
            return true;
        }
        this.pause = Math.min(this.pause ? 2 * this.pause : 2000, SLOWEST);
        this.timer = browser.setTimeout(() => this.flush(), this.pause);
        return false;
    }
}

/** `randomUUID` is there only over https, which not every office has inside its house. */
function makeKey() {
    const parts = globalThis.crypto.getRandomValues(new Uint32Array(4));
    return [...parts].map((part) => part.toString(16).padStart(8, "0")).join("");
}
