import { hasTouch } from "@web/core/browser/feature_detection";
import { registry } from "@web/core/registry";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component, useEffect, useRef, useState } from "@odoo/owl";

import { showHints } from "./hints";

/** The order in which a clerk reads a letter. */
const ORDER = [
    "code_number", "code_notation", "issued_date", "type_id", "organ_name", "subject",
    "signer_competence", "signer_position", "signer_name", "priority", "circulation_scope",
    "due_date", "page_count", "issued_place",
];

/** Letterheads are in capitals: what differs in nothing else is the same, but in a notation. */
const fold = (name, text) =>
    name.startsWith("code_") ? text : text.normalize("NFC").toLocaleLowerCase("vi");

/**
 * What the text of the file proposes, above the fields. Nothing enters a field without an act
 * of the clerk: Enter accepts the row in focus, Escape lays it aside.
 */
export class Proposals extends Component {
    static template = "vanthu_document.Proposals";
    static props = { ...standardFieldProps };

    setup() {
        this.rootRef = useRef("root");
        this.state = useState({ focused: null, requests: 0 });
        useEffect(
            (requests) => requests && this.applyFocus(),
            () => [this.state.requests]
        );
        useEffect(() => {
            const form = this.rootRef.el?.closest(".o_form_view") || document;
            const free = this.rows.filter((row) => !row.current);
            showHints(form, ORDER, new Map(free.map((row) => [row.name, row.value])));
        });
        useEffect(
            () => {
                if (this.rows.length && !hasTouch()) {
                    this.focusRow(this.rows[0].name);
                }
            },
            () => [this.record.resId]
        );
    }

    get record() {
        return this.props.record;
    }

    get stored() {
        return this.record.data[this.props.name] || {};
    }

    /** Open proposals: not laid aside, and not what the field says already. */
    get rows() {
        return ORDER.filter((name) => name in this.stored && name in this.record.activeFields)
            .filter((name) => !this.stored[name].dismissed)
            .map((name) => this.makeRow(name))
            .filter((row) => !row.isSame);
    }

    makeRow(name) {
        const proposal = this.stored[name];
        const { text, key } = this.getCurrent(name);
        return {
            name,
            label: this.record.fields[name].string,
            value: proposal.display || String(proposal.value),
            source: proposal.source || "",
            current: text,
            isSame: fold(name, key) === fold(name, String(proposal.value)),
        };
    }

    /** What the field says now: as text for people and as key to compare with. */
    getCurrent(name) {
        const value = this.record.data[name];
        const { type, selection } = this.record.fields[name];
        if (type === "many2one") {
            return { text: value ? value.display_name : "", key: String(value ? value.id : "") };
        }
        if (type === "date") {
            return { text: value ? formatDate(value) : "", key: value ? value.toISODate() : "" };
        }
        if (type === "selection") {
            // The first choice is what stands there before anybody chose.
            const isDefault = value === selection[0][0];
            const label = selection.find(([key]) => key === value)?.[1] || "";
            return { text: isDefault ? "" : label, key: String(value) };
        }
        if (type === "integer") {
            return { text: value ? String(value) : "", key: String(value) };
        }
        const text = (value || "").trim().replace(/\s+/g, " ");
        return { text, key: text };
    }

    get hasFree() {
        return this.rows.some((row) => !row.current);
    }

    getValues(name) {
        const proposal = this.stored[name];
        const { type } = this.record.fields[name];
        if (type === "many2one") {
            return { [name]: { id: proposal.value, display_name: proposal.display } };
        }
        if (type === "date") {
            return { [name]: deserializeDate(proposal.value) };
        }
        if (name === "organ_name" && "organ_id" in this.record.activeFields) {
            const organ = proposal.partner_id
                ? { id: proposal.partner_id, display_name: proposal.partner_name }
                : false;
            return { organ_id: organ, organ_name: proposal.value };
        }
        return { [name]: proposal.value };
    }

    // ---- acts of the clerk ----

    async accept(name) {
        const next = this.getNext(name);
        await this.record.update(this.getValues(name));
        this.focusRow(next);
    }

    /** Takes what fills empty fields; what differs from typed text stays for a decision. */
    async acceptAll() {
        const values = {};
        const disputed = this.rows.find((row) => row.current);
        for (const row of this.rows.filter((row) => !row.current)) {
            Object.assign(values, this.getValues(row.name));
        }
        await this.record.update(values);
        this.focusRow(disputed?.name);
    }

    async dismiss(name) {
        const next = this.getNext(name);
        const proposal = { ...this.stored[name], dismissed: true };
        await this.record.update({ [this.props.name]: { ...this.stored, [name]: proposal } });
        this.focusRow(next);
    }

    // ---- keyboard ----

    getNext(name, step = 1) {
        const names = this.rows.map((row) => row.name);
        const index = names.indexOf(name) + step;
        return names[index] || names[step > 0 ? index - 2 : 0];
    }

    /** Rows change with the record: the focus is set once they are drawn. */
    focusRow(name) {
        this.state.focused = name || null;
        this.state.requests++;
    }

    applyFocus() {
        const row = this.rootRef.el?.querySelector(
            `[data-field="${this.state.focused}"] .o_vanthu_proposal_accept`
        );
        (row || document.querySelector("button[name=action_register]"))?.focus();
    }

    onRowKeydown(ev, name) {
        const moves = { ArrowDown: 1, ArrowUp: -1 };
        if (ev.key === "Escape") {
            this.dismiss(name);
        } else if (ev.key in moves) {
            this.focusRow(this.getNext(name, moves[ev.key]));
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    getTabIndex(name) {
        const names = this.rows.map((row) => row.name);
        const entry = names.includes(this.state.focused) ? this.state.focused : names[0];
        return name === entry ? 0 : -1;
    }
}

registry.category("fields").add("vanthu_proposals", {
    component: Proposals,
    supportedTypes: ["json"],
});
