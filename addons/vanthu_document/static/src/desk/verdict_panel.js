import { _t } from "@web/core/l10n/translation";

import { showDate } from "./card_head";
import { CardPanel } from "./card_panel";
import { deskPiles } from "./card_piles";

/** Where a leader says yes, with or without a word, or no, with the reason. */
export class VerdictPanel extends CardPanel {
    showDate = showDate;

    startDraft() {
        return { text: "" };
    }

    change(values) {
        this.keepDraft({ ...this.draft, ...values });
    }

    confirm() {
        this.send(this.yes.verdict, this.yes.said);
    }

    refuse() {
        if (this.draft.text.trim()) {
            this.send(this.no.verdict, this.no.said);
        } else {
            this.askForText();
        }
    }

    send(verdict, label) {
        const { text, ...values } = this.draft;
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

    /** The day asked for or, when that has passed, the first one that the server takes. */
    get usualDate() {
        const { asked_date, first_date } = this.props.card;
        return asked_date < first_date ? first_date : asked_date;
    }

    startDraft() {
        return { text: "", date: this.usualDate };
    }

    refreshDraft(draft) {
        const isOver = draft.date < this.props.card.first_date;
        return isOver ? { ...draft, date: this.usualDate } : draft;
    }

    get yes() {
        const { who } = this.props.card;
        const date = showDate(this.draft.date);
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
