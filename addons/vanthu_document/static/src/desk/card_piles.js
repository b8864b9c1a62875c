import { reactive } from "@odoo/owl";
import { registry } from "@web/core/registry";

/**
 * key → { panel, isFinal } of what the browser shows for a pile of the server; `isFinal(decision)`
 * says which decisions cannot be taken back, not even before they are sent.
 */
export const deskPiles = registry.category("vanthu_desk_piles");

const PAGE = 20;
const LOAD_BEFORE_END = 6;

/** The piles of a desk and their cards, fetched page by page, and which card lies open. */
export class CardPiles {
    /**
     * @param {{ orm: object, outbox: import("./outbox").Outbox }} services
     */
    constructor({ orm, outbox }) {
        this.orm = orm;
        this.outbox = outbox;
        this.state = reactive({
            piles: [],
            cards: {},
            pile: "",
            currentId: false,
            recent: [],
            ready: false,
            fetching: false,
            failed: false,
        });
        this.more = {};
    }

    async load() {
        this.state.fetching = true;
        try {
            this.apply(await this.orm.call("vanthu.desk", "get_desk", []));
        } finally {
            this.state.fetching = false;
        }
    }

    apply({ piles, cards, ...extras }) {
        const { state, outbox } = this;
        this.extras = extras;
        state.piles = piles.filter(({ key }) => deskPiles.contains(key));
        state.cards = {};
        this.more = {};
        for (const pile of state.piles) {
            // What waits to be sent is decided already.
            const pending = outbox.waiting.filter(({ card }) => card.pile === pile.key);
            pile.count = Math.max(0, pile.count - pending.length);
            if (pile.key in cards) {
                this.addCards(pile.key, cards[pile.key]);
            }
        }
        const first = state.piles.find(({ key }) => state.cards[key]?.length) || state.piles[0];
        state.pile = first?.key || "";
        state.currentId = this.cards[0]?.id || false;
        state.ready = true;
        state.failed = false;
    }

    addCards(pile, cards) {
        this.more[pile] = cards.length >= PAGE;
        const known = new Set((this.state.cards[pile] || []).map(({ id }) => id));
        const fresh = cards.filter(
            (card) => !known.has(card.id) && !this.outbox.find({ pile, id: card.id })
        );
        this.state.cards[pile] = [...(this.state.cards[pile] || []), ...fresh];
    }

    get cards() {
        return this.state.cards[this.state.pile] || [];
    }

    get index() {
        return this.cards.findIndex(({ id }) => id === this.state.currentId);
    }

    get current() {
        return this.cards[this.index];
    }

    getPile(key) {
        return this.state.piles.find((pile) => pile.key === key);
    }

    /** @throws {Error} without a connection; the pile is fetched when it is opened again */
    async openPile(key) {
        this.state.pile = key;
        this.state.currentId = this.cards[0]?.id || false;
        if (!this.state.cards[key]) {
            this.state.fetching = true;
            try {
                await this.fetchCards(key);
                this.state.currentId = this.cards[0]?.id || false;
            } finally {
                this.state.fetching = false;
            }
        }
    }

    open(id) {
        this.state.currentId = id;
    }

    /** @returns {boolean} false at the end of the pile */
    move(step) {
        const card = this.cards[this.index + step];
        if (card) {
            this.open(card.id);
            this.fetchAhead();
        }
        return Boolean(card);
    }

    async fetchCards(pile) {
        const known = [
            ...(this.state.cards[pile] || []),
            ...this.outbox.state.entries.map(({ card }) => card).filter((c) => c.pile === pile),
        ];
        const cards = await this.orm.silent.call("vanthu.desk", "get_cards", [], {
            pile,
            limit: PAGE,
            known_ids: known.map(({ id }) => id),
        });
        this.addCards(pile, cards);
    }

    /** Fetches the next cards before the last ones are reached. */
    async fetchAhead() {
        const { pile } = this.state;
        const isNear = this.index >= this.cards.length - LOAD_BEFORE_END;
        if (!isNear || !this.more[pile] || this.fetching) {
            return;
        }
        this.fetching = true;
        try {
            await this.fetchCards(pile);
            this.state.currentId ||= this.cards[0]?.id || false;
        } catch {
            // Without a connection the cards at hand remain; the next step tries again.
        } finally {
            this.fetching = false;
        }
    }
}
