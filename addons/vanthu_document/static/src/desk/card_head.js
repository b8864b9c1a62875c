import { Component } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const TONES = {
    late: "text-bg-danger",
    today: "text-bg-warning",
};

/** @param {string|false} date ISO date */
export function showDate(date) {
    return date ? formatDate(deserializeDate(date)) : "";
}

/** The deadline of a card, coloured by the one stored answer to "is it late?". */
export class Deadline extends Component {
    static template = "vanthu_document.DeskDeadline";
    static props = { card: Object };

    get tone() {
        return TONES[this.props.card.deadline_state] || "o_vanthu_tag";
    }

    get text() {
        const { due_date, deadline_state } = this.props.card;
        const date = showDate(due_date);
        if (deadline_state === "late") {
            return _t("Late: %s", date);
        }
        return deadline_state === "today" ? _t("Due today") : _t("Due %s", date);
    }
}

/** What a leader looks at first: who wrote what, how urgent it is, and what the clerk proposes. */
export class CardHead extends Component {
    static template = "vanthu_document.DeskCardHead";
    static components = { Deadline };
    static props = { card: Object, onOpen: Function };

    /** Number, date and arrival in one line. */
    get facts() {
        const { reference, issued_date, arrival_number, arrival_date } = this.props.card;
        const arrival = { number: arrival_number, date: showDate(arrival_date) };
        return [
            reference,
            showDate(issued_date),
            arrival_number && _t("arrived as no. %(number)s on %(date)s", arrival),
        ].filter(Boolean);
    }
}
