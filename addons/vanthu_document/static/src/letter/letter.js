import { _t } from "@web/core/l10n/translation";
import { FileModelMixin } from "@web/core/file_viewer/file_model";
import { useFileViewer } from "@web/core/file_viewer/file_viewer_hook";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component } from "@odoo/owl";

const FILE_FIELDS = ["name", "mimetype", "checksum", "type", "url"];

class LetterFile extends FileModelMixin(Object) {
    constructor(values) {
        super();
        Object.assign(this, values);
    }
}

/**
 * @returns {(rows: object[], startId?: number) => void} opens files of a document on the whole
 *  screen, or fetches the first one where the browser cannot show it
 */
export function useLetter() {
    const action = useService("action");
    const notification = useService("notification");
    const fileViewer = useFileViewer();
    return (rows, startId) => {
        const files = rows.map((row) => new LetterFile(row));
        const wanted = files.find((file) => file.id === startId && file.isViewable);
        const first = wanted || files.find((file) => file.isViewable);
        if (first) {
            fileViewer.open(first, files);
        } else if (files.length) {
            action.doAction({ type: "ir.actions.act_url", url: files[0].downloadUrl });
        } else {
            notification.add(_t("This document has no file; it is kept on paper."), {
                type: "info",
            });
        }
    };
}

/** Opens the pages of a document at once, where the screen has no room for them beside the form. */
export class Letter extends Component {
    static template = "vanthu_document.Letter";
    static props = { ...standardWidgetProps, documentField: { type: String, optional: true } };

    setup() {
        this.orm = useService("orm");
        this.openLetter = useLetter();
    }

    get documentId() {
        const { documentField, record } = this.props;
        return documentField ? record.data[documentField]?.id : record.resId;
    }

    async open() {
        const rows = await this.orm.searchRead(
            "ir.attachment",
            [["res_model", "=", "vanthu.document"], ["res_id", "=", this.documentId]],
            FILE_FIELDS,
            { order: "id" }
        );
        this.openLetter(rows);
    }
}

registry.category("view_widgets").add("vanthu_letter", {
    component: Letter,
    extractProps: ({ attrs }) => ({ documentField: attrs.document_field }),
});
