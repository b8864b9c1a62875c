import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { formatFloat, formatInteger } from "@web/views/fields/formatters";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useState } from "@odoo/owl";

/** The state of the archive for the leader: each figure opens the list that it counts. */
export class ArchiveBoard extends Component {
    static template = "vanthu_archive.ArchiveBoard";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ data: null });
        this.parts = [
            ["files", _t("Case files")],
            ["retention", _t("Retention")],
            ["use", _t("Use")],
            ["safety", _t("Safety and disposal")],
        ];
        this.labels = {
            open: _t("Open"),
            closed: _t("Closed"),
            archived: _t("In the archive"),
            transferred: _t("In a historical archive"),
            disposed: _t("Destroyed"),
            expired: _t("Retention ended"),
            expiring: _t("Ends this year"),
            expiring_next: _t("Ends next year"),
            permanent: _t("Permanent"),
            held: _t("On hold"),
            historical_late: _t("Late for the historical archive"),
            lent: _t("Lent files"),
            overdue: _t("Lent and overdue"),
            asked: _t("Requests to decide"),
            unanswered: _t("Answer overdue"),
            damaged: _t("Damaged electronic files"),
            poor: _t("Files in poor condition"),
            disposals: _t("Disposals in work"),
            disposals_late: _t("Destruction overdue"),
        };
        onWillStart(async () => {
            this.state.data = await this.orm.call("vanthu.archive.board", "get_board", []);
        });
    }

    get display() {
        return { controlPanel: {} };
    }

    get highest() {
        return Math.max(1, ...this.state.data.growth.map((row) => row.files));
    }

    get answers() {
        const { count, rate, days } = this.state.data.answers;
        return {
            count: this.number(count),
            rate: rate === null ? "–" : `${this.decimal(rate)} %`,
            days: days === null ? "–" : this.decimal(days),
        };
    }

    date(text) {
        return formatDate(deserializeDate(text), { format: "dd/MM/yyyy" });
    }

    number(value) {
        return formatInteger(value);
    }

    decimal(value) {
        return formatFloat(value, { digits: [9, 1] });
    }

    open(name, domain, model = "vanthu.file") {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: String(name),
            res_model: model,
            domain,
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }

    openRooms() {
        return this.action.doAction("vanthu_archive.storage_report_action");
    }

    openMap(room) {
        return this.action.doAction({
            type: "ir.actions.client",
            tag: "vanthu_store_map",
            name: room.name,
            params: { room: room.id },
        });
    }

    async print() {
        return this.action.doAction(
            await this.orm.call("vanthu.archive.board", "print_board", [])
        );
    }
}

registry.category("actions").add("vanthu_archive_board", ArchiveBoard);
