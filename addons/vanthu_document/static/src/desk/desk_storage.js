import { browser } from "@web/core/browser/browser";

const ROOT = "vanthu_desk";
const DRAFT_DAYS = 30;
const DAY = 24 * 3600 * 1000;

/**
 * What the desk keeps in the browser, apart for each person and database: on a device that two
 * share, neither meets what the other wrote. Each thing has a key of its own, so that two tabs
 * do not overwrite each other.
 */
export class DeskStorage {
    /**
     * @param {string} database
     * @param {number} userId
     */
    constructor(database, userId) {
        this.prefix = `${ROOT}/${database}/${userId}/`;
    }

    /** @returns {any} what was kept, or null */
    get(name) {
        try {
            return JSON.parse(browser.localStorage.getItem(this.prefix + name));
        } catch {
            return null;
        }
    }

    /** @returns {boolean} false when the browser keeps nothing, for example because it is full */
    set(name, value) {
        try {
            browser.localStorage.setItem(this.prefix + name, JSON.stringify(value));
            return true;
        } catch {
            return false;
        }
    }

    remove(name) {
        browser.localStorage.removeItem(this.prefix + name);
    }

    /** @returns {string[]} names that begin so */
    names(start) {
        const keys = [];
        for (let index = 0; index < browser.localStorage.length; index++) {
            const key = browser.localStorage.key(index);
            if (key.startsWith(this.prefix + start)) {
                keys.push(key.slice(this.prefix.length));
            }
        }
        return keys;
    }

    // ---- drafts: what is half decided about a card ----

    /** @returns {object|null} */
    getDraft(card) {
        return this.get(draftName(card))?.draft || null;
    }

    setDraft(card, draft) {
        this.set(draftName(card), { at: Date.now(), draft });
    }

    dropDraft(card) {
        this.remove(draftName(card));
    }

    /** Drafts that nobody took up again for a month. */
    dropOldDrafts(now = Date.now()) {
        for (const name of this.names("draft/")) {
            if (!(this.get(name)?.at > now - DRAFT_DAYS * DAY)) {
                this.remove(name);
            }
        }
    }
}

function draftName({ pile, id }) {
    return `draft/${pile}-${id}`;
}
