import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";

/**
 * The part of a card in which its leader decides. What is half decided is kept in the browser
 * and stands there when the card is opened again.
 */
export class CardPanel extends Component {
    static props = {
        card: Object,
        extras: Object,
        place: String,
        decide: Function,
        move: Function,
    };

    setup() {
        this.storage = useService("vanthu_desk_outbox").storage;
        this.textRef = useRef("text");
        const kept = this.storage.getDraft(this.props.card);
        const draft = kept ? this.refreshDraft(kept) : this.startDraft();
        this.state = useState({ draft, missing: false });
        this.roleNames = {
            lead: _t("Lead"),
            cooperate: _t("Cooperate"),
            inform: _t("For information"),
            opinion: _t("Opinion"),
        };
        useHotkey("control+enter", () => this.confirm(), { bypassEditableProtection: true });
    }

    get draft() {
        return this.state.draft;
    }

    /** What the server takes today of a draft that lay for days. */
    refreshDraft(draft) {
        return draft;
    }

    keepDraft(draft) {
        this.state.draft = draft;
        this.state.missing = false;
        this.storage.setDraft(this.props.card, draft);
    }

    askForText() {
        this.state.missing = true;
        this.textRef.el.focus();
    }
}
