import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useState } from "@odoo/owl";

const REPORT = "vanthu.training.report";
const CERTIFICATE = "vanthu.certificate";

/** This year's training in tiles, and organisations × topics with what is missing in red. */
export class TrainingGlance extends Component {
    static template = "vanthu_training.Glance";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ data: null, onlyGaps: false });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.data = await this.orm.call("vanthu.training.glance", "get_glance", []);
    }

    get tiles() {
        const { figures } = this.state.data;
        const share = (value) => (value === false ? "–" : `${value} %`);
        return [
            { key: "classes", label: _t("Classes this year"), value: figures.classes },
            { key: "people", label: _t("Participants"), value: figures.people },
            { key: "rate", label: _t("Passed"), value: share(figures.rate) },
            {
                key: "gain",
                label: _t("Gain in the quiz (points)"),
                value: figures.gain === false ? "–" : `+${figures.gain}`,
            },
            { key: "certificates", label: _t("Certificates this year"), value: figures.certificates },
            { key: "soon", label: _t("Expire within 60 days"), value: figures.soon },
            {
                key: "without",
                label: _t("Organisations with nobody trained"),
                value: `${figures.without} / ${figures.organisations}`,
                danger: figures.without > 0,
            },
        ];
    }

    get rows() {
        const { rows } = this.state.data.matrix;
        return this.state.onlyGaps ? rows.filter((row) => row.gaps) : rows;
    }

    isInvited(row, topic) {
        return (this.state.data.invited[row.id] || []).includes(topic.id);
    }

    /** Choose a coming class to which an organisation is invited, for one topic or all it lacks. */
    invite(row, topic) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: _t("Invite to a class"),
                res_model: "vanthu.coverage.invite",
                views: [[false, "form"]],
                target: "new",
                context: { default_partner_id: row.id, default_topic_id: topic ? topic.id : false },
            },
            { onClose: () => this.load() }
        );
    }

    open(key) {
        const ofYear = [["status", "=", "placed"], ["date", ">=", `${this.state.data.year}-01-01`]];
        const today = luxon.DateTime.now();
        const soon = [
            ["state", "=", "valid"],
            ["expires_on", ">=", today.toISODate()],
            ["expires_on", "<=", today.plus({ days: 60 }).toISODate()],
        ];
        if (key === "classes") {
            return this.action.doAction("vanthu_training.class_action");
        }
        if (key === "without") {
            this.state.onlyGaps = true;
            return;
        }
        const [model, domain, views] = {
            certificates: [
                CERTIFICATE,
                [["year", "=", this.state.data.year], ["state", "=", "valid"]],
                ["list", "form"],
            ],
            soon: [CERTIFICATE, soon, ["list", "form"]],
        }[key] || [REPORT, ofYear, ["list", "pivot", "graph"]];
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: this.tiles.find((tile) => tile.key === key).label,
            res_model: model,
            domain,
            views: views.map((view) => [false, view]),
        });
    }
}

registry.category("actions").add("vanthu_training_glance", TrainingGlance);
