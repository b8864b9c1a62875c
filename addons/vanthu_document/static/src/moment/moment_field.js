import { formatDateTime } from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";
import { registry } from "@web/core/registry";
import { DateTimeField, dateTimeField } from "@web/views/fields/datetime/datetime_field";

/**
 * Day and hour in figures, without seconds. Odoo's own numeric form takes the hour as the
 * language writes it in full, whatever "show_seconds" says.
 */
export class MomentField extends DateTimeField {
    getFormattedValue(index) {
        const format = localization.dateTimeFormat.replace(/\Wss/, "");
        return formatDateTime(this.values[index], { format });
    }
}

registry.category("fields").add("vanthu_moment", {
    ...dateTimeField,
    component: MomentField,
    listViewWidth: [130, 130],
});
