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

/** Opens the pages of a document at once, where the screen has no room for them beside the form. */
export class Letter extends Component {
    static template = "vanthu_document.Letter";
    static props = { ...standardWidgetProps, documentField: { type: String, optional: true } };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.fileViewer = useFileViewer();
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
        const files = rows.map((row) => new LetterFile(row));
        const first = files.find((file) => file.isViewable);
        if (first) {
            this.fileViewer.open(first, files);
        } else if (files.length) {
            this.action.doAction({ type: "ir.actions.act_url", url: files[0].downloadUrl });
        } else {
            this.notification.add(_t("This document has no file; it is kept on paper."), {
                type: "info",
            });
        }
    }
}

registry.category("view_widgets").add("vanthu_letter", {
    component: Letter,
    extractProps: ({ attrs }) => ({ documentField: attrs.document_field }),
});
