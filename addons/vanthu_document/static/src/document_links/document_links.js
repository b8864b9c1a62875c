import { registry } from "@web/core/registry";
import { formatDate } from "@web/core/l10n/dates";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

const LISTS = {
    incoming: "incoming-documents",
    internal: "outgoing-documents",
    outgoing: "outgoing-documents",
};

/** Other documents as links that open beside the form being filled in. */
export class DocumentLinks extends Component {
    static template = "vanthu_document.DocumentLinks";
    static props = { ...standardFieldProps };

    get links() {
        return this.props.record.data[this.props.name].records.map(({ resId, data }) => ({
            id: resId,
            name: data.display_name,
            number: data.arrival_label,
            date: data.arrival_date ? formatDate(data.arrival_date) : "",
            url: `/odoo/${LISTS[data.direction] || LISTS.incoming}/${resId}`,
        }));
    }
}

registry.category("fields").add("vanthu_document_links", {
    component: DocumentLinks,
    supportedTypes: ["many2many", "one2many"],
    relatedFields: () => [
        { name: "display_name", type: "char", readonly: true },
        { name: "direction", type: "char", readonly: true },
        { name: "arrival_label", type: "char", readonly: true },
        { name: "arrival_date", type: "date", readonly: true },
    ],
});
