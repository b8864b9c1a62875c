import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";

import { showDate } from "./card_head";
import { deskPiles } from "./card_piles";

/** Where a leader says yes, with or without a word, or no, with the reason. */
class VerdictPanel extends Component {
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
        this.showDate = showDate;
        const draft = this.storage.getDraft(this.props.card) || this.startDraft();
        this.state = useState({ draft, missing: false });
        this.roleNames = {
            lead: _t("Lead"),
            cooperate: _t("Cooperate"),
            inform: _t("For information"),
            opinion: _t("Opinion"),
        };
        useHotkey("control+enter", () => this.agree(), { bypassEditableProtection: true });
    }

    startDraft() {
        return { text: "" };
    }

    change(values) {
        Object.assign(this.state.draft, values);
        this.state.missing = false;
        this.storage.setDraft(this.props.card, this.state.draft);
    }

    agree() {
        this.send(this.yes.verdict, this.yes.said);
    }

    refuse() {
        if (this.state.draft.text.trim()) {
            this.send(this.no.verdict, this.no.said);
        } else {
            this.state.missing = true;
            this.textRef.el.focus();
        }
    }

    send(verdict, label) {
        const { text, ...values } = this.state.draft;
        this.props.decide(this.props.card, { ...values, verdict, text: text.trim() }, label);
    }
}

export class ReportPanel extends VerdictPanel {
    static template = "vanthu_document.DeskReportPanel";

    get reported() {
        const { reported_by: who, report_date } = this.props.card;
        return _t("%(who)s, %(date)s", { who, date: showDate(report_date) });
    }

    get yes() {
        const said = _t("Report of %s approved", this.props.card.who);
        return { verdict: "approve", label: _t("Approve"), said };
    }

    get no() {
        const said = _t("Report of %s sent back", this.props.card.who);
        return { verdict: "send_back", label: _t("Send back"), said };
    }

    get missingText() {
        return _t("Say what is missing.");
    }
}

export class ExtensionPanel extends VerdictPanel {
    static template = "vanthu_document.DeskExtensionPanel";

    startDraft() {
        return { text: "", date: this.props.card.asked_date };
    }

    get yes() {
        const { who } = this.props.card;
        const date = showDate(this.state.draft.date);
        return {
            verdict: "grant",
            label: _t("Give time until %s", date),
            said: _t("%(who)s has time until %(date)s", { who, date }),
        };
    }

    get no() {
        const said = _t("No more time for %s", this.props.card.who);
        return { verdict: "refuse", label: _t("Refuse"), said };
    }

    get missingText() {
        return _t("Say why no more time is given.");
    }
}

deskPiles.add("report", { panel: ReportPanel });
deskPiles.add("extension", { panel: ExtensionPanel });
