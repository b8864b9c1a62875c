import { formatDate, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

const CLASSES = {
    late: "text-danger fw-bold",
    today: "text-warning-emphasis fw-bold",
    paused: "text-muted fst-italic",
};
const RUNNING = ["late", "today", "soon", "later"];

/**
 * How a deadline is shown everywhere: the day, with its hour where it has one, in the colour of
 * the record's own answer. The browser's calendar never decides what is late.
 */
export class DeadlineField extends Component {
    static template = "vanthu_document.DeadlineField";
    static props = { ...standardFieldProps, inWords: { type: Boolean, optional: true } };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get state() {
        return this.props.record.data.deadline_state;
    }

    get className() {
        return CLASSES[this.state] || "";
    }

    get text() {
        const moment = this.props.record.data.due_at;
        if (moment) {
            return formatDateTime(moment, { format: "dd/MM HH:mm" });
        }
        return formatDate(this.value);
    }

    get words() {
        if (!this.props.inWords) {
            return "";
        }
        if (this.state === "paused") {
            return _t("clock stopped");
        }
        return RUNNING.includes(this.state) ? this.value.toRelativeCalendar() : "";
    }
}

export const deadlineField = {
    component: DeadlineField,
    supportedTypes: ["date"],
    fieldDependencies: [
        { name: "deadline_state", type: "selection", readonly: true },
        { name: "due_at", type: "datetime", readonly: true },
    ],
    supportedOptions: [
        { name: "in_words", label: _t("Say it in words, too"), type: "boolean" },
    ],
    extractProps: ({ options }) => ({ inWords: Boolean(options.in_words) }),
};

registry.category("fields").add("vanthu_deadline", deadlineField);
