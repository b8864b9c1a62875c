import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { CharField, charField } from "@web/views/fields/char/char_field";

import { useState } from "@odoo/owl";

let nextId = 1;

/**
 * Name of the issuing body as printed, with suggestions from known organisations and from
 * recent documents. A suggestion is only taken when the clerk chooses it.
 */
export class OrganField extends CharField {
    static template = "vanthu_document.OrganField";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.listId = `o_vanthu_organs_${nextId++}`;
        this.suggestions = useState([]);
        this.suggest = useDebounced(this.loadSuggestions, 250);
    }

    async loadSuggestions(term) {
        if (term.trim().length < 2) {
            return;
        }
        const found = await this.orm.silent.call(this.props.record.resModel, "suggest_organs", [
            term,
        ]);
        this.suggestions.splice(0, this.suggestions.length, ...found);
    }

    onInput(ev) {
        const value = ev.target.value;
        if (this.suggestions.some((suggestion) => suggestion.name === value)) {
            // An answer to what was typed before would take the chosen name off the list.
            this.suggest.cancel();
        } else {
            this.suggest(value);
        }
    }

    /** A name chosen from the list brings its organisation along; another name drops it. */
    async onChange(ev) {
        const { record } = this.props;
        const chosen = this.suggestions.find((suggestion) => suggestion.name === ev.target.value);
        const organ = chosen?.partner_id
            ? { id: chosen.partner_id, display_name: chosen.name }
            : false;
        if ("organ_id" in record.activeFields && record.data.organ_id?.id !== organ?.id) {
            await record.update({ organ_id: organ, organ_name: ev.target.value.trim() });
        }
    }
}

registry.category("fields").add("vanthu_organ", {
    ...charField,
    component: OrganField,
    supportedTypes: ["char"],
});
