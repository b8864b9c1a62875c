import { CardPiles, deskPiles } from "./card_piles";

/** What happens to the cards: decided, refused, taken back. */
export class DeskModel extends CardPiles {
    apply({ recent = [], ...desk }) {
        super.apply(desk);
        const { outbox, state } = this;
        for (const { card } of outbox.refused) {
            this.putBack(card);
        }
        state.recent = [
            ...recent.map((done) => ({ ...done, state: "done" })),
            ...outbox.waiting.map((entry) => this.describe(entry, "waiting")),
        ];
        state.currentId ||= this.cards[0]?.id || false;
    }

    /** The card goes, the next one comes, the decision is on its way. */
    decide(card, decision, label) {
        const place = this.index;
        this.takeAway(card);
        const entry = this.outbox.add(card, decision, label);
        this.state.recent.push(this.describe(entry, "waiting"));
        this.state.currentId = (this.cards[place] || this.cards.at(-1))?.id || false;
        this.fetchAhead();
    }

    describe({ key, card, label, decision }, state) {
        const isFinal = deskPiles.get(card.pile, {}).isFinal?.(decision) || false;
        return { key, card, label, subject: card.subject, state, undo_until: false, isFinal };
    }

    takeAway({ pile, id }) {
        this.state.cards[pile] = this.state.cards[pile].filter((card) => card.id !== id);
        const counted = this.getPile(pile);
        counted.count = Math.max(0, counted.count - 1);
    }

    /** A card that is to be decided again lies on top, and open when nothing else does. */
    putBack(card) {
        const cards = this.state.cards[card.pile] || [];
        if (!cards.some(({ id }) => id === card.id)) {
            this.state.cards[card.pile] = [card, ...cards];
            this.getPile(card.pile).count++;
        }
    }

    /** What was typed is needed again only when the decision is undone. */
    onDone({ key, card, result }) {
        const { storage } = this.outbox;
        const done = this.state.recent.find((recent) => recent.key === key);
        if (done) {
            const draft = storage.getDraft(card);
            Object.assign(done, { ...result, draft, state: "done", at: Date.now() });
        }
        storage.dropDraft(card);
    }

    onRefused({ key, card }) {
        this.state.recent = this.state.recent.filter((recent) => recent.key !== key);
        this.putBack(card);
        this.state.pile = card.pile;
        this.state.currentId = card.id;
    }

    /** A refused decision that its author lays aside: the card is no longer his business. */
    layAside(card) {
        this.outbox.forget(this.outbox.find(card));
        this.outbox.storage.dropDraft(card);
        const { index } = this;
        this.takeAway(card);
        this.state.currentId = (this.cards[index] || this.cards.at(-1))?.id || false;
    }

    /** Takes a decision back, whether it has left the browser or not. */
    async undo(recent) {
        const entry = this.outbox.state.entries.find(({ key }) => key === recent.key);
        if (!entry || !(await this.outbox.withdraw(entry))) {
            await this.orm.call("vanthu.directive", "action_undo", [[recent.directive_id]]);
        }
        this.state.recent = this.state.recent.filter(({ key }) => key !== recent.key);
        if (recent.card) {
            if (recent.draft) {
                this.outbox.storage.setDraft(recent.card, recent.draft);
            }
            this.putBack(recent.card);
        } else {
            this.more.direct = true;
            await this.fetchCards("direct");
        }
        this.state.pile = recent.card?.pile || "direct";
        this.state.currentId = recent.card?.id || this.cards.at(-1)?.id || false;
    }
}
