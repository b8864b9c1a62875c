import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { useLetter } from "../letter/letter";
import { CardHead } from "./card_head";
import { CardList } from "./card_list";
import { deskPiles } from "./card_piles";
import { DeskModel } from "./desk_model";
import { hasPicture, getPicture } from "./page_cache";
import { PagePicture } from "./page_picture";
import { UndoBar } from "./undo_bar";

/** What waits for a decision of the leader, one card after the other, on a phone or at a desk. */
export class LeaderDesk extends Component {
    static template = "vanthu_document.LeaderDesk";
    static components = { CardHead, CardList, PagePicture, UndoBar };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.notification = useService("notification");
        this.ui = useState(useService("ui"));
        this.outbox = useService("vanthu_desk_outbox");
        this.model = new DeskModel({ orm: useService("orm"), outbox: this.outbox });
        this.state = useState(this.model.state);
        this.sending = useState(this.outbox.state);
        this.openLetter = useLetter();
        this.env.config?.setDisplayName?.(_t("My desk"));
        useBus(this.outbox, "done", ({ detail }) => this.model.onDone(detail));
        useBus(this.outbox, "refused", ({ detail }) => this.onRefused(detail));
        useHotkey("arrowleft", () => this.move(-1));
        useHotkey("arrowright", () => this.move(1));
        onWillStart(() => this.load());
        onWillUnmount(() => clearTimeout(this.drawing));
    }

    get panel() {
        return deskPiles.get(this.state.pile).panel;
    }

    get card() {
        return this.model.current;
    }

    /** What is said of the connection, or nothing. */
    get banner() {
        const count = this.sending.entries.filter((entry) => !entry.error).length;
        if (this.sending.signedOut) {
            return _t("Sign in again as yourself: %s decisions wait.", count);
        }
        return this.sending.offline && count
            ? _t("No connection: %s decisions wait.", count)
            : "";
    }

    get refusal() {
        return this.sending.entries.find(
            ({ card, error }) => error && card.pile === this.card?.pile && card.id === this.card?.id
        );
    }

    get place() {
        return _t("%(place)s of %(count)s", {
            place: this.model.index + 1,
            count: this.model.getPile(this.state.pile).count,
        });
    }

    get otherPiles() {
        return this.state.piles.filter(({ key, count }) => count && key !== this.state.pile);
    }

    load() {
        return this.tryTo(() => this.model.load());
    }

    openPile(key) {
        return this.tryTo(() => this.model.openPile(key));
    }

    /** Without a connection the desk stays as it is and says so; other errors are shown. */
    async tryTo(fetch) {
        this.state.failed = false;
        try {
            await fetch();
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.state.failed = true;
        }
    }

    move(step) {
        if (this.model.move(step)) {
            this.scrollUp();
        }
    }

    scrollUp() {
        document.querySelector(".o_vanthu_desk_scroll")?.scrollTo({ top: 0 });
    }

    decide(card, decision, label) {
        this.model.decide(card, decision, label);
        this.scrollUp();
        this.drawNext();
    }

    /** The picture of the card after this one, while the leader reads. */
    drawNext() {
        clearTimeout(this.drawing);
        this.drawing = setTimeout(() => {
            const file = this.model.cards[this.model.index + 1]?.files.find(hasPicture);
            if (file) {
                getPicture(file).catch(() => {});
            }
        }, 1000);
    }

    onRefused(entry) {
        this.model.onRefused(entry);
        this.scrollUp();
    }

    async undo(recent) {
        try {
            await this.model.undo(recent);
            this.scrollUp();
        } catch (error) {
            const message = error.data?.message;
            this.notification.add(
                message || _t("There is no connection; try again in a moment."),
                { type: "warning" }
            );
        }
    }

    openDocument() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "vanthu.document",
            res_id: this.card.document_id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("vanthu_leader_desk", LeaderDesk);
